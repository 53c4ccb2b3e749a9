import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import { startDaemon } from '../../scripts/test-machine/start-daemon.ts';
import type { App } from '../../server/app.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const NGINX = process.env.NGINX_PATH;

/** The example as it is, at free ports, before a server, with a certificate of its own. */
async function startProxy(folder: string, app: App) {
  const [tls, plain] = await Promise.all([freePort(), freePort()]);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=xunji.example', '-days', '1', '-nodes'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  let example = await readFile(new URL('../../scripts/deploy/nginx.conf', import.meta.url), 'utf8');
  for (const [there, here] of [
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${tls} ssl;`],
    ['/etc/ssl/xunji/fullchain.pem', cert],
    ['/etc/ssl/xunji/key.pem', key],
    ['127.0.0.1:8080', new URL(app.url).host],
  ] as const) {
    expect(example).toContain(there);
    example = example.replace(there, here);
  }
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr notice; events {}
     http { access_log off; ${temp.join(' ')} ${example} }`,
  );
  const args = ['-c', join(folder, 'nginx.conf'), '-p', folder];
  const { stop } = await startDaemon(NGINX!, args, 'start worker process ');
  return { tls, plain, stop };
}

describe.skipIf(!NGINX)('Behind the example of a proxy', () => {
  let store: TestStore;
  let app: App;
  let folder: string;
  let proxy: Awaited<ReturnType<typeof startProxy>>;

  beforeAll(async () => {
    store = await openEmbedded();
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    app = await startTestApp(store.db, { now: () => NOW, config: { trustProxy: 1 } });
    folder = await mkdtemp(join(tmpdir(), 'xunji-proxy-'));
    proxy = await startProxy(folder, app);
  }, 60_000);
  afterAll(async () => {
    await proxy?.stop();
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Asks over TLS; the certificate is nobody's. */
  const ask = (path: string, { body, headers = {} }: { body?: object; headers?: object } = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      const call = request(
        {
          ...{ host: '127.0.0.1', port: proxy.tls, path, rejectUnauthorized: false },
          method: body ? 'POST' : 'GET',
          headers: { host: 'xunji.example', 'content-type': 'application/json', ...headers },
        },
        (reply) => {
          reply.resume();
          reply.on('end', () => resolve({ status: reply.statusCode!, headers: reply.headers }));
        },
      );
      call.on('error', reject);
      call.end(body && JSON.stringify(body));
    });
  const signIn = (headers: object) =>
    ask('/api/v1/session', { body: { name: 'root', password: PASSWORD }, headers });

  it('plain HTTP is sent on, and HTTPS is asked for from then on', async () => {
    const headers = { host: 'xunji.example' };
    const reply = await fetch(`http://127.0.0.1:${proxy.plain}/x`, { headers, redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')?.replace(/^https:\/\/[^/]+/, '')]).toEqual([
      301,
      '/x',
    ]);
    const { headers: told } = await ask('/api/v1/site');
    expect(told['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('a session is kept to HTTPS and to its own site, and is of the address that is true', async () => {
    const { status, headers } = await signIn({
      origin: 'https://xunji.example',
      'x-forwarded-for': '6.6.6.6',
    });
    expect(status).toBe(200);
    const [cookie] = headers['set-cookie'] as string[];
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict'])
      expect(cookie).toContain(attribute);
    const { rows } = await sql`select address from access_log where act = 'signIn'`.execute(
      store.db,
    );
    expect(rows).toEqual([{ address: '127.0.0.1' }]);
    expect(
      (await signIn({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).status,
    ).toBe(403);
  });

  it('sockets go through, and what is for the machine itself does not', async () => {
    const socket = io(`https://127.0.0.1:${proxy.tls}/handheld`, {
      ...{ transports: ['websocket'], forceNew: true, rejectUnauthorized: false },
      auth: { handheldId: 'H1', secret: secretOf('H1') },
    });
    const fix = { seq: 1, t: NOW, lng: 121.371, lat: 28.581 };
    const reply = await socket.timeout(10_000).emitWithAck('fixes', { session: NOW, fixes: [fix] });
    socket.disconnect();
    expect(reply).toEqual({ receipts: [{ seq: 1, outcome: 'stored' }] });
    expect((await ask('/metrics')).status).toBe(404);
  });
});
