import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { DAILY_FIXES_MAX } from '../../server/contract/fixes/fix.ts';
import { startPatrol } from '../../server/contract/routes/field/fixes.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { Db } from '../../server/db/store/open.ts';
import type { Refusal } from '../../server/errors.ts';
import { limitOf } from '../../server/http/accounts/reader.ts';
import { createDoor, type Door } from '../../server/ingest/authenticate.ts';
import { boundConnections } from '../../server/ingest/bound-connections.ts';
import { createPipeline } from '../../server/ingest/pipeline.ts';
import { UNKNOWN_MAX_BYTES } from '../../server/realtime/limit-unknown.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld, postFixes } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { countQuestions } from '../support/stores/count-questions.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let app: App;
let now = NOW;
let seq = 0;
beforeAll(async () => {
  store = await openEmbedded();
  await seedTestWorld(store.db);
});
beforeEach(async () => {
  await app?.close();
  now += DAY_MS;
  app = await startTestApp(store.db, {
    now: () => now,
    config: { trustProxy: 1, lateMaxMs: 2 * DAY_MS },
  });
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

/** Sends one fix from an address; with another secret unless it is right. */
async function send(handheld: string, { from = '192.0.2.1', right = true, t = now } = {}) {
  const batch = { session: t, fixes: walk({ from: t, count: 1, firstSeq: seq++ }) };
  const authorization = `Basic ${btoa(`${handheld}:${right ? secretOf(handheld) : 'x'.repeat(22)}`)}`;
  const { status, body } = await postFixes(app.url, handheld, batch, {
    authorization,
    'x-forwarded-for': from,
  });
  const { requestId: _, ...rest } = body;
  return { status, body: rest };
}
const times = <T>(count: number, act: (k: number) => Promise<T>) =>
  Array.from({ length: count }).reduce<Promise<T[]>>(
    async (done, _, k) => [...(await done), await act(k)],
    Promise.resolve([]),
  );

describe('whoever guesses', () => {
  it('is not told whether there is a handheld of the name', async () => {
    expect(await send('H1', { right: false })).toEqual(await send('H77', { right: false }));
  });

  it('waits longer with each guess at one handheld, from wherever it comes', async () => {
    const guesses = await times(6, (k) => send('H1', { right: false, from: `198.51.100.${k}` }));
    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await send('H1')).body).toMatchObject({ error: 'too-many-requests' });
    now += 1_000;
    expect((await send('H1')).status).toBe(200);
  });

  it('is no cheaper off with guesses all at once', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, k) => send('H1', { right: false, from: `198.51.100.${k}` })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('keeps nobody out who was let in from where it is', async () => {
    expect((await send('H1')).status).toBe(200);
    await times(20, () => send('H1', { right: false, from: '198.51.100.9' }));
    await times(60, (k) => send(`H${100 + k}`, { right: false }));
    expect((await send('H1')).status).toBe(200);
  });

  it('at many handhelds waits by address, and is counted', async () => {
    const guesses = await times(51, (k) => send(`H${100 + k}`, { right: false }));
    expect(guesses.map(({ status }) => status)).toEqual([...Array(50).fill(401), 429]);
    expect((await send('H2', { from: '192.0.2.2' })).status).toBe(200);
    const scrape = await (await fetch(`${app.url}/metrics`)).text();
    expect(scrape).toContain('xunji_handhelds_turned_away_total{why="unknown-handheld"} 50');
  });
});

describe('a handheld that is known', () => {
  const partitions = async () =>
    (await sql`select from pg_inherits where inhparent = 'fixes'::regclass`.execute(store.db)).rows
      .length;

  it('makes no more days than are taken late', async () => {
    const before = await partitions();
    const sent = await times(40, (day) => send('H1', { t: now - day * DAY_MS - MINUTE_MS }));
    const said = sent.map(({ body }) => body.receipts[0]!.reason ?? body.receipts[0]!.outcome);
    expect(said).toEqual([...Array(2).fill('stored'), ...Array(38).fill('too-late')]);
    expect((await partitions()) - before).toBeLessThanOrEqual(3);
  });

  it('is heard so often in a minute by socket as over HTTP, and always when it calls for help', async () => {
    expect(limitOf(startPatrol).rateLimit).toMatchObject({ max: 600 });
    const { ask, close } = await openRawHandheld(app.url, 'H2');
    const starts = await Promise.all(Array.from({ length: 601 }, () => ask('patrol:start', {})));
    const wrong = starts.filter(({ error }) => error === 'invalid').length;
    expect([wrong, starts.at(-1)!.error]).toEqual([600, 'too-many-requests']);
    expect(await ask('sos', {})).toHaveProperty('alertId');
    now += MINUTE_MS;
    expect(await ask('patrol:start', {})).toMatchObject({ error: 'invalid' });
    close();
  });

  it('has so many fixes taken a day, and the others on another one', async () => {
    const ingest = createPipeline({
      now: () => now,
      lateMaxMs: DAY_MS,
      dutiesOf: async () => () => undefined,
      write: async () => [],
      keepApart: async () => [],
      keepSessions: async (_, told, moments) => new Float64Array(moments.length).fill(told),
      count: () => {},
      observe: () => {},
    });
    const send = (handheldId: number) =>
      ingest({ handheldId, datum: 'wgs84' }, { session: now, fixes: Array(500).fill(null) });
    await times(DAILY_FIXES_MAX / 500, () => send(1));
    await expect(send(1)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect((await send(2)).receipts).toHaveLength(500);
    now += DAY_MS;
    expect((await send(1)).receipts).toHaveLength(500);
  });
});

describe('who comes back at once', () => {
  const enter = (door: Door, handheldId: string, secret = secretOf(handheldId)) =>
    door.bySecret({ handheldId, secret }, '192.0.2.1').then(
      (source) => source.handheldId,
      (error: unknown) => (error as Refusal).code,
    );
  const openDoor = (db: Db) => createDoor({ db, now: () => now, onFailed: () => {} });

  it('is looked up in few questions', async () => {
    const { counted, counting } = countQuestions(store.db, 'secretHash');
    const door = openDoor(counting);
    const all = await Promise.all(
      Array.from({ length: 900 }, (_, k) => enter(door, `H${1 + (k % 4)}`)),
    );
    expect(new Set(all).size).toBe(4);
    expect(all.every((id) => typeof id === 'number')).toBe(true);
    expect(counted.questions).toBeLessThan(10);
    expect(counted.atOnce).toBeLessThanOrEqual(2);
  });

  it('is let in or not for itself, whatever name comes with it', async () => {
    const door = openDoor(store.db);
    const [one, nul, none, other] = await Promise.all([
      enter(door, 'H1'),
      enter(door, 'H\u00001'),
      enter(door, 'H99'),
      enter(door, 'H2'),
    ]);
    expect([nul, none]).toEqual(['invalid', 'wrong-secret']);
    expect([one, other].map((id) => typeof id)).toEqual(['number', 'number']);
  });
});

describe('who has not said who it is', () => {
  const open = (options: Partial<ManagerOptions & SocketOptions>) =>
    new Promise<string>((resolve) => {
      const settings = { forceNew: true, reconnection: false, transports: ['websocket'] };
      const socket = io(`${app.url}/handheld`, { ...settings, ...options });
      let over = false;
      const end = (how: string) => {
        if (over) return;
        over = true;
        resolve(how);
        socket.disconnect();
      };
      socket.on('connect', () => end('let in'));
      socket.on('connect_error', ({ message }) => end(message));
      // What was wrong is told after it.
      socket.io.on('close', () => setImmediate(end, 'closed'));
    });
  const auth = { handheldId: 'H2', secret: secretOf('H2') };

  it('is known by the address behind the proxy, over a socket too', async () => {
    const guess = (address: string) =>
      open({
        auth: { ...auth, secret: 'x' },
        extraHeaders: { 'x-forwarded-for': `203.0.113.7, ${address}` },
      });
    const guesses = await times(6, () => guess('198.51.100.1'));
    expect(guesses).toEqual([...Array(5).fill('wrong-secret'), 'too-many-requests']);
    await times(60, (k) => send(`H${100 + k}`, { right: false, from: '198.51.100.2' }));
    expect(await open({ auth: { handheldId: 'H3', secret: secretOf('H3') } })).toBe('let in');
  });

  const long = { handheldId: 'x'.repeat(2 * UNKNOWN_MAX_BYTES), secret: 'x' };

  it.each(['websocket', 'polling'])('is heard no further than a few KiB over %s', async (way) => {
    expect(await open({ transports: [way], auth })).toBe('let in');
    expect(await open({ transports: [way], auth: long })).toMatch(/closed|xhr post error/);
  });

  it('gets no socket from the page of another site, nor changes anything', async () => {
    const headers = { origin: 'https://evil.example' };
    expect(await open({ auth, extraHeaders: headers })).toBe('websocket error');
    const signOut = await fetch(`${app.url}/api/v1/session`, { method: 'DELETE', headers });
    expect([signOut.status, (await signOut.json()).error]).toEqual([403, 'forbidden']);
  });

  it('sends little to the address of an app of others, unless it shows a token', async () => {
    const body = 'x'.repeat(2 * UNKNOWN_MAX_BYTES);
    const reply = await fetch(`${app.url}/in/osmand`, { method: 'POST', body });
    expect([reply.status, (await reply.json()).error]).toEqual([413, 'body-too-large']);
  });
});

it('an address has so many connections open, this machine as many as it wants, and all together as many as there are files for', async () => {
  const refused: [string, boolean][] = [];
  const bound = boundConnections({
    ...{ most: 6, perAddress: 2 },
    onRefused: (...told) => void refused.push(told),
  });
  const server = createServer((socket) => socket.end('hello'));
  const other = createServer((socket) => socket.end('hello'));
  for (const one of [server, other]) bound(one.unref());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { port: otherPort } = other.address() as AddressInfo;
  const from = (localAddress: string, at = port) =>
    new Promise<string>((resolve) => {
      const socket = connect({ port: at, host: '127.0.0.1', localAddress, allowHalfOpen: true });
      socket.on('data', (text) => resolve(String(text)));
      socket.on('error', () => resolve('closed'));
      socket.on('end', () => resolve('closed'));
    });
  const heard = (localAddress: string) => times(3, () => from(localAddress));
  expect(await heard('127.0.0.2')).toEqual(['hello', 'hello', 'closed']);
  expect(await heard('127.0.0.1')).toEqual(['hello', 'hello', 'hello']);
  expect(await from('127.0.0.2', otherPort)).toBe('closed');
  expect(await from('127.0.0.1', otherPort)).toBe('hello');
  expect(await heard('127.0.0.1')).toEqual(['closed', 'closed', 'closed']);
  expect(refused).toEqual([
    ['address', true],
    ['address', false],
    ['files', true],
    ['files', false],
    ['files', false],
  ]);
  server.close();
  other.close();
});

it('a connection that its proxy counts frees none of those counted by address here', async () => {
  const bound = boundConnections({ most: 9, perAddress: 1, onRefused: () => {} });
  const [counted, proxied] = [{}, { byAddress: false }].map((by) => {
    const server = createServer((socket) => socket.write('hello')).unref();
    bound(server, by);
    return server;
  });
  const open = (server: Server) =>
    new Promise<Socket | null>((resolve) => {
      const { port } = server.address() as AddressInfo;
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
      socket.on('data', () => resolve(socket));
      socket.on('close', () => resolve(null));
    });
  for (const server of [counted!, proxied!])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const first = await open(counted!);
  const through = await open(proxied!);
  through!.destroy();
  await expect
    .poll(() => new Promise((resolve) => proxied!.getConnections((_, open) => resolve(open))))
    .toBe(0);
  expect(await open(counted!)).toBeNull();
  first!.destroy();
  counted!.close();
  proxied!.close();
});
