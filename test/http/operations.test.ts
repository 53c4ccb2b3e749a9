import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Config } from '../../server/config/config.ts';
import { ERROR_CODES, ERRORS } from '../../server/contract/error.ts';
import { asRefusal, isStoreLost, Refusal } from '../../server/errors.ts';
import { buildHttp } from '../../server/http/shell/build-http.ts';
import { serveConsoleFiles } from '../../server/http/shell/console-files.ts';
import { startTestApp } from '../support/app.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

describe('a server', () => {
  let store: TestStore;
  let app: App;
  beforeAll(async () => {
    store = await openEmbedded();
    await seedTestWorld(store.db);
    app = await startTestApp(store.db, { now: () => NOW });
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });

  it('says that it lives and that it is ready', async () => {
    expect(await (await fetch(`${app.url}/health`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${app.url}/ready`)).json()).toEqual({ status: 'ready' });
  });

  it('can be scraped', async () => {
    const reply = await fetch(`${app.url}/metrics`);
    expect(reply.headers.get('content-type')).toMatch(/^text\/plain/);
    const names = [...(await reply.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'xunji_fixes_total',
        'xunji_commit_seconds',
        'xunji_ingest_queue_rows',
        'xunji_handheld_sockets',
        'xunji_console_sockets',
        'xunji_verdicts_total',
        'nodejs_eventloop_lag_seconds',
      ]),
    );
  });

  it('is scraped and read about by whom its configuration names', async () => {
    const token = 'a token of the scraper';
    const closed = await startTestApp(store.db, {
      now: () => NOW,
      config: { metricsToken: token, apiDocs: false },
    });
    const status = async (path: string, shown: string) =>
      (await fetch(closed.url + path, { headers: { authorization: `Bearer ${shown}` } })).status;
    expect(await status('/metrics', 'another token of it')).toBe(403);
    expect(await status('/metrics', token)).toBe(200);
    expect(await status('/api/v1/openapi.json', token)).toBe(404);
    expect(await status('/api/docs', token)).toBe(404);
    await closed.close();
  });

  it('gives every reply an id, and lets no page frame or script it', async () => {
    const replies = await Promise.all(
      ['/health', '/api/v1/site', '/api/v1/nowhere'].map((path) => fetch(app.url + path)),
    );
    for (const { headers } of replies) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      expect(headers.get('strict-transport-security')).toBeNull();
    }
    expect(new Set(replies.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3);
  });

  it('answers what is not there as the contract says', async () => {
    for (const path of ['/api/v1/nowhere', '/api', '/assets/none.js', '/metrics/x']) {
      const reply = await fetch(app.url + path);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ error: 'not-found' });
    }
  });

  it('answers what comes to no route as it answers all else, in the words of the room', async () => {
    const told = async (path: string, headers: Record<string, string> = {}) => {
      const reply = await fetch(app.url + path, { headers });
      return { status: reply.status, ...((await reply.json()) as object) };
    };
    const escaped = { detail: expect.stringContaining('two hexadecimal digits') };
    for (const path of ['/api/v1/cases/%E0%A4', '/ogc/collections/%', '/%zz'])
      expect(await told(path)).toMatchObject({ status: 400, error: 'invalid', ...escaped });
    expect(await told('/ogc/collections/%')).toMatchObject({
      ...{ code: 'invalid', description: expect.stringMatching(/^the path: a %/) },
      requestId: expect.stringMatching(/./),
    });
    expect(await told(`/ogc/collections/incidents/items/${'x'.repeat(200)}`)).toMatchObject({
      ...{ status: 401, code: 'not-signed-in' },
    });
    expect(await told('/ogc', { 'x-long': 'y'.repeat(17 * 1024) })).toMatchObject({
      ...{ status: 431, error: 'invalid', code: 'invalid' },
      description: 'an address and its headers are 16 KiB at most',
    });
  });
});

describe('an address behind proxies', () => {
  const seen = async (trustProxy: Config['trustProxy'], forwarded: string) => {
    const app = await buildHttp({ logLevel: 'silent', trustProxy, apiDocs: false, version: '0' });
    app.get('/address', async ({ ip }) => ip);
    const headers = { 'x-forwarded-for': forwarded };
    const reply = await app.inject({ url: '/address', remoteAddress: '10.0.0.1', headers });
    await app.close();
    return reply.body;
  };

  it.each<[string, Config['trustProxy'], string]>([
    ['no proxy is trusted', false, '10.0.0.1'],
    ['one hop is trusted', 1, '198.51.100.7'],
    ['networks are trusted', ['10.0.0.0/8', '198.51.100.0/24'], '203.0.113.9'],
  ])('is what the last trusted one saw where %s', async (_, hops, address) => {
    expect(await seen(hops, '192.0.2.66, 203.0.113.9, 198.51.100.7')).toBe(address);
  });
});

describe('the page of the console', () => {
  let root: string;
  let app: Awaited<ReturnType<typeof buildHttp>>;
  const get = (url: string) => app.inject({ method: 'GET', url });
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'xunji-console-'));
    await writeFile(join(root, 'index.html'), '<style nonce="__CSP_NONCE__"></style>');
    await mkdir(join(root, 'assets'));
    await writeFile(join(root, 'assets/page-Ab12.js'), 'as it is');
    await writeFile(join(root, 'assets/page-Ab12.js.br'), 'packed');
    app = await buildHttp({ logLevel: 'silent', trustProxy: false, apiDocs: false, version: '0' });
    await serveConsoleFiles(app, {
      root,
      ...{ baseMap: { kind: 'style', url: 'https://tiles.example/style.json' }, mapFile: null },
    });
  });
  afterAll(async () => {
    await app?.close();
    await rm(root, { recursive: true, force: true });
  });

  it('waits for headers and bodies no longer than an honest network needs', () => {
    expect(app.server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 300_000 });
  });

  it('allows its own scripts only, and styles by a nonce that differs each time', async () => {
    const replies = await Promise.all([get('/'), get('/')]);
    const nonces = replies.map(({ body, headers }) => {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toContain('unsafe');
      const nonce = /nonce="([^"]+)"/.exec(body)![1]!;
      expect(policy).toContain(`'nonce-${nonce}'`);
      expect(headers['cache-control']).toBe('no-store');
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('lets the map come from where it is configured and from nowhere else', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toMatch(/connect-src [^;]*https:\/\/tiles\.example/);
    expect(policy).not.toMatch(/https:\/\/(?!tiles\.example)/);
  });

  it('reads a map file piece by piece, and names one that is not there', async () => {
    const path = join(root, 'town.pmtiles');
    await writeFile(path, 'PMTiles and more');
    const over = async (mapFile: string) => {
      const http = await buildHttp({
        ...{ logLevel: 'silent', trustProxy: false, apiDocs: false, version: '0' },
      });
      await serveConsoleFiles(http, { root, baseMap: { kind: 'file' }, mapFile });
      return http;
    };
    const http = await over(path);
    const headers = { range: 'bytes=0-6', 'accept-encoding': 'gzip' };
    const piece = await http.inject({ method: 'GET', url: '/map.pmtiles', headers });
    expect([piece.statusCode, piece.body]).toEqual([206, 'PMTiles']);
    expect(piece.headers.etag).toBeDefined();
    await http.close();
    await expect(over(join(root, 'none.pmtiles'))).rejects.toThrow('MAP_FILE: there is no file');
  });

  it('has files that are fetched once, packed when it was built', async () => {
    const asked = (accepted: string) =>
      app.inject({ url: '/assets/page-Ab12.js', headers: { 'accept-encoding': accepted } });
    const packed = await asked('gzip, br');
    expect([packed.body, packed.headers['content-encoding']]).toEqual(['packed', 'br']);
    expect(packed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await asked('identity')).body).toBe('as it is');
    expect((await get('/')).headers['cache-control']).toBe('no-store');
  });

  it('is there for every path of the console, not for those of the API', async () => {
    expect((await get('/patrols/1/2?tab=map')).body).toContain('nonce');
    expect((await get('/api/v1/none')).statusCode).toBe(404);
    expect((await get('/..%2f..%2fpackage.json')).body).not.toContain('xunji');
  });
});

describe('an error', () => {
  it.each(ERROR_CODES)('`%s` has a status and a sentence of what is right', (code) => {
    const refusal = Refusal.toProgram(code, 'because');
    expect(refusal.status).toBe(ERRORS[code].status);
    expect(refusal.status).toBeGreaterThanOrEqual(400);
    expect(refusal.reply('id')).toEqual({
      error: code,
      message: ERRORS[code].says,
      detail: 'because',
      requestId: 'id',
    });
    expect(ERRORS[code].says).toMatch(/\.$/);
  });

  const coded = (code: string, message = 'it went wrong') =>
    Object.assign(new Error(message), { code });
  it.each<[string, unknown, string]>([
    ['a refused connection', coded('ECONNREFUSED'), 'unavailable'],
    ['a reset connection', coded('ECONNRESET'), 'unavailable'],
    ['a host that is not there', coded('ENOTFOUND'), 'unavailable'],
    ['a terminated connection', new Error('Connection terminated unexpectedly'), 'unavailable'],
    ['a query without an answer', new Error('Query read timeout'), 'unavailable'],
    [
      'a pool without a connection',
      new Error('timeout exceeded when trying to connect'),
      'unavailable',
    ],
    ['a server that shuts down', coded('57P01'), 'unavailable'],
    [
      'a server that starts up',
      coded('57P03', 'the database system is starting up'),
      'unavailable',
    ],
    ['too many connections', coded('53300'), 'unavailable'],
    ['a full disk', coded('53100'), 'unavailable'],
    ['a standby', coded('25006'), 'unavailable'],
    ['a lost connection by SQLSTATE', coded('08006'), 'unavailable'],
    ['a wrong statement', coded('42601', 'syntax error at Connection'), 'internal'],
    ['a violated constraint', coded('23505'), 'internal'],
    ['a text no store can keep', coded('22021'), 'invalid'],
    ['a bug', new TypeError('x is not a function'), 'internal'],
    ['a thrown string', 'oops', 'internal'],
    ['nothing', undefined, 'internal'],
    ['a refusal', Refusal.of('no-grid'), 'no-grid'],
  ])('from %s is told as such', (_, error, code) => {
    expect(asRefusal(error).code).toBe(code);
    expect(isStoreLost(error)).toBe(code === 'unavailable');
    // Whoever could come again at once would keep a store down that comes back.
    expect(asRefusal(error).retryAfterS).toBe(code === 'unavailable' ? 2 : undefined);
  });

  it('of ours gives nothing away', () => {
    expect(JSON.stringify(asRefusal(new Error('select * from secrets')).reply())).not.toContain(
      'secrets',
    );
  });
});
