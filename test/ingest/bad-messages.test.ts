import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { putHandhelds } from '../../server/db/people/provision.ts';
import { hashSecret } from '../../server/domain/accounts/secret.ts';
import { startTestApp } from '../support/app.ts';
import { openSession } from '../support/console.ts';
import {
  basicAuth,
  openRawHandheld,
  postAs,
  postFixes,
  type RawHandheld,
} from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

/** The same events over HTTP. */
const PATHS: Record<string, string> = {
  ...{ 'patrol:start': '/patrol/start', 'patrol:end': '/patrol/end', checkpoint: '/checkpoint' },
  'incident:report': '/own/incidents',
};
const SESSION = NOW - 3600_000;
const MB = 1024 * 1024;

let store: TestStore;
let app: App;
let other: RawHandheld;
let administrator: string;
let seq = 0;
const fresh = () => walk({ from: NOW - 60_000, count: 1, firstSeq: seq++ });
const goodBatch = () => ({ session: SESSION, fixes: fresh() });
const expectStored = (reply: unknown) =>
  expect(reply).toMatchObject({ receipts: [{ outcome: 'stored' }] });

beforeAll(async () => {
  store = await openEmbedded();
  const { areas } = await seedTestWorld(store.db);
  await putHandhelds(store.db, [
    { code: 'H9', secretHash: hashSecret(secretOf('H9')), datum: 'wgs84' },
  ]);
  app = await startTestApp(store.db, { now: () => NOW });
  administrator = await openSession(store.db, app.url, {
    ...{ name: 'admin', role: 'administrator', areaId: areas.D! },
  });
  other = await openRawHandheld(app.url, 'H2');
});
afterAll(async () => {
  other?.close();
  await app?.close();
  await store?.close();
});

describe('over HTTP', () => {
  const json = { 'content-type': 'application/json' };
  const text = () => JSON.stringify(goodBatch());
  const tenMb = () => JSON.stringify({ ...goodBatch(), fixes: [{ gap: 'x'.repeat(10 * MB) }] });
  const ROWS: [
    title: string,
    request: () => { body: string | Buffer; headers?: Record<string, string> },
    status: number,
    code: string,
  ][] = [
    ['text that is not JSON', () => ({ body: '{"session":' }), 400, 'not-json'],
    ['NaN, which JSON does not know', () => ({ body: '{"session":NaN}' }), 400, 'not-json'],
    ['nothing', () => ({ body: '' }), 400, 'not-json'],
    ['a forged prototype', () => ({ body: '{"__proto__":{"x":1}}' }), 400, 'not-json'],
    ['a form', () => ({ body: 'a=1', headers: { 'content-type': 'text/x' } }), 400, 'invalid'],
    ['10 MB', () => ({ body: tenMb() }), 413, 'body-too-large'],
    [
      '10 MB that gzip made small',
      () => ({ body: gzipSync(tenMb()), headers: { 'content-encoding': 'gzip' } }),
      413,
      'body-too-large',
    ],
    [
      'what is not gzip',
      () => ({ body: text(), headers: { 'content-encoding': 'gzip' } }),
      400,
      'invalid',
    ],
    [
      'half of a gzip',
      () => ({
        body: gzipSync(text()).subarray(0, 60),
        headers: { 'content-encoding': 'gzip' },
      }),
      400,
      'invalid',
    ],
    [
      'an encoding nobody knows',
      () => ({ body: text(), headers: { 'content-encoding': 'rot13' } }),
      400,
      'invalid',
    ],
    [
      'a handheld nobody knows',
      () => ({ body: text(), headers: { authorization: basicAuth('H77') } }),
      401,
      'wrong-secret',
    ],
    [
      'a handheld with a null character',
      () => ({ body: text(), headers: { authorization: basicAuth('H\0') } }),
      400,
      'invalid',
    ],
    [
      'the secret of another handheld',
      () => ({ body: text(), headers: { authorization: basicAuth('H1', secretOf('H2')) } }),
      401,
      'wrong-secret',
    ],
    [
      'no secret',
      () => ({ body: text(), headers: { authorization: basicAuth('H1', '') } }),
      401,
      'wrong-secret',
    ],
    [
      'a token instead of a secret',
      () => ({ body: text(), headers: { authorization: 'Bearer abc' } }),
      401,
      'wrong-secret',
    ],
  ];

  it.each(ROWS)('%s is answered with its code', async (_, make, status, code) => {
    const { body, headers } = make();
    const reply = await postFixes(app.url, 'H1', body, { ...json, ...headers });
    expect(reply).toMatchObject({
      status,
      body: { error: code, message: expect.any(String), requestId: expect.any(String) },
    });
    expectStored((await postFixes(app.url, 'H1', goodBatch())).body);
    expectStored(await other.ask('fixes', goodBatch()));
  });

  it.each([
    ['a batch', '/fixes', 1],
    ['the file of a logger', '/handhelds/1/tracks', 16],
    ['a spreadsheet', '/imports/officers', 32],
  ])('%s too large is told how large it may be', async (_, path, most) => {
    const authorization = basicAuth('H1');
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...(path === '/fixes' ? { authorization, ...json } : { cookie: administrator }) },
      body: new Uint8Array(most * MB + 1),
    });
    expect([reply.status, await reply.json()]).toMatchObject([
      413,
      { error: 'body-too-large', detail: `at most ${most} MiB` },
    ]);
  });

  it.each<[string, string, Record<string, string>]>([
    ['of nothing', '', json],
    ['of half an object', '{', json],
    ['of 3 MB', JSON.stringify({ text: 'x'.repeat(3 * MB) }), json],
    ['that is not gzip', '{}', { ...json, 'content-encoding': 'gzip' }],
    ['in an encoding nobody knows', '{}', { ...json, 'content-encoding': 'rot13' }],
    ['of a form', 'a=1', { 'content-type': 'multipart/form-data' }],
  ])('an SOS with a body %s is taken', async (_, body, headers) => {
    const reply = await fetch(`${app.url}/api/v1/sos`, {
      method: 'POST',
      headers: { authorization: basicAuth('H1'), ...headers },
      body,
    });
    expect([reply.status, await reply.json()]).toEqual([200, { alertId: expect.any(Number) }]);
  });

  it('a handheld nobody carries has its fixes kept, apart', async () => {
    const reply = await postFixes(app.url, 'H9', goodBatch());
    expectStored(reply.body);
    const kept = await store.db.selectFrom('orphan_fixes').select('seq').execute();
    expect(kept.map(({ seq: kept }) => kept)).toEqual([seq - 1]);
  });

  it('a gzipped batch is taken', async () => {
    const fixes = walk({ from: NOW - 3000_000, count: 500, firstSeq: 10_000 });
    const reply = await postFixes(
      app.url,
      'H1',
      gzipSync(JSON.stringify({ session: SESSION, fixes })),
      {
        'content-encoding': 'gzip',
      },
    );
    expect(reply.status).toBe(200);
    expect(reply.body.receipts).toEqual(fixes.map(({ seq }) => ({ seq, outcome: 'stored' })));
  });
});

describe('at the door of the socket', () => {
  it.each([
    ['a handheld nobody knows', { handheldId: 'H77', secret: secretOf('H77') }, 'wrong-secret'],
    ['the secret of another', { handheldId: 'H1', secret: secretOf('H2') }, 'wrong-secret'],
    ['no credentials', {}, 'invalid'],
    ['a number for a secret', { handheldId: 'H1', secret: 5 }, 'invalid'],
    ['an object for an id', { handheldId: { $ne: null }, secret: 'x' }, 'invalid'],
    ['a null character', { handheldId: 'H\0', secret: 'x' }, 'invalid'],
  ])('%s is turned away with `%s`', async (_, auth, code) => {
    await expect(openRawHandheld(app.url, 'H1', auth)).rejects.toMatchObject({
      error: code,
      message: expect.any(String),
    });
  });

  it('a handheld nobody carries gets in, and its fixes are kept', async () => {
    const handheld = await openRawHandheld(app.url, 'H9');
    expectStored(await handheld.ask('fixes', goodBatch()));
    expect(await handheld.ask('alerts', { since: NOW })).toEqual({ alerts: [] });
    handheld.close();
  });
});

describe('over a socket', () => {
  let handheld: RawHandheld;
  beforeAll(async () => {
    handheld = await openRawHandheld(app.url, 'H1');
  });
  afterAll(() => handheld.close());

  it.each<[string, string, unknown[], string]>([
    ['no payload', 'fixes', [], 'invalid'],
    ['binary fixes', 'fixes', [{ session: SESSION, fixes: Buffer.alloc(100) }], 'invalid'],
    [
      '10 MB of fixes',
      'fixes',
      [{ session: SESSION, fixes: walk({ from: NOW, count: 100_000 }) }],
      'batch-too-large',
    ],
    ['an event nobody knows', 'format', [{ disk: 'c' }], 'invalid'],
    ['an event named like an inherited one', 'toString', [], 'invalid'],
    ['a start without a time', 'patrol:start', [{}], 'invalid'],
    ['a start without a payload', 'patrol:start', [], 'invalid'],
    ['a start as text', 'patrol:start', ['now'], 'invalid'],
    ['a start in 1970', 'patrol:start', [{ t: 0 }], 'invalid'],
    ['a start in two days', 'patrol:start', [{ t: NOW + 2 * 86_400_000 }], 'invalid'],
    ['an end in 2100', 'patrol:end', [{ t: Date.UTC(2100, 0, 1) }], 'invalid'],
  ])('%s is answered with its code on a connection that lives on', async (_, event, payload, code) => {
    expect(await handheld.ask(event, ...payload)).toMatchObject({
      error: code,
      message: expect.any(String),
    });
    expectStored(await handheld.ask('fixes', goodBatch()));
    expectStored(await other.ask('fixes', goodBatch()));
  });

  it.each<[string, string, object, string[]]>([
    ['a start', 'patrol:start', { t: NOW + 0.4, mood: 'good' }, ['t', 'other']],
    [
      'an end',
      'patrol:end',
      { t: NOW, why: 'tired', startedAt: 'ten', patrolId: -1 },
      ['startedAt', 'patrolId', 'other'],
    ],
    [
      'a scan',
      'checkpoint',
      { t: NOW, code: 'XJ', typed: 'yes', sentAt: {}, pad: '\0' },
      ['sentAt', 'typed', 'other'],
    ],
    [
      'a report',
      'incident:report',
      {
        ...{ id: 'x1', t: NOW, category: 'none', severity: 'minor', mood: 'bad' },
        position: { lng: 121.372, lat: 28.582 },
      },
      ['other'],
    ],
  ])('a field nobody knows beside %s is left out and named', async (_, event, payload, cleaned) => {
    const replies = [
      await handheld.ask(event, payload),
      await postAs(app.url, 'H1', PATHS[event]!, payload),
    ];
    for (const reply of replies) {
      expect(reply).not.toHaveProperty('error');
      expect((reply as { cleaned?: string[] }).cleaned?.sort()).toEqual(cleaned.sort());
    }
  });

  it('10 MB beside a fix cost nothing but themselves', async () => {
    const { receipts } = await handheld.ask('fixes', { ...goodBatch(), pad: 'x'.repeat(10 * MB) });
    expect(receipts).toMatchObject([{ outcome: 'stored', cleaned: ['other'] }]);
  });

  it('an end without a start is kept until one comes', async () => {
    expect(await handheld.ask('patrol:end', { t: NOW })).toEqual({ patrolId: null });
  });

  it.each<[string, unknown, string | null]>([
    ['at latitude 91', { t: NOW, position: { lng: 121, lat: 91 }, text: 'A' }, 'A'],
    ['with a novel', { t: NOW, text: 'x'.repeat(5_000) }, 'x'.repeat(500)],
    [
      'cut within a sign of two units',
      { t: NOW, text: `y${'😀'.repeat(300)}` },
      `y${'😀'.repeat(249)}`,
    ],
    ['with a null character', { t: NOW, text: 'help\0' }, 'help'],
    ['with a field nobody knows', { t: NOW, text: 'B', mood: 'bad' }, 'B'],
    ['without a time', { text: 'C' }, 'C'],
    ['with a time as text', { t: 'now', text: 'D' }, 'D'],
    ['in no year at all', { t: 1e300, text: 'E' }, 'E'],
    ['in the year 275760', { t: 8.64e15, text: 'F' }, 'F'],
    ['that is a text', 'G', 'G'],
    ['that is nothing', null, null],
    ['that is a list', [1, 2], null],
  ])('an SOS %s is taken, and said as far as it can be read', async (_, payload, text) => {
    const { alertId } = await handheld.ask('sos', payload);
    const { text: said } = await store.db
      .selectFrom('alerts')
      .select('text')
      .where('id', '=', alertId)
      .executeTakeFirstOrThrow();
    expect(text === null || said!.split('\n').includes(text)).toBe(true);
  });

  it('an event without a callback is taken and costs nothing', async () => {
    handheld.socket.emit('fixes', goodBatch());
    handheld.socket.emit('fixes', 'nonsense');
    handheld.socket.emit('fixes');
    handheld.socket.emit('nobody knows');
    expectStored(await handheld.ask('fixes', goodBatch()));
  });

  it('a payload too many does not cost the reply', async () => {
    expectStored(await handheld.ask('fixes', goodBatch(), 'and more'));
  });

  it.each<[string, string | Buffer]>([
    ['letters', 'garbage'],
    ['an empty message', ''],
    ['half an event', '42/handheld,7["fixes",{"session":'],
    ['an event without a name', '42/handheld,[]'],
    ['an event whose name is an object', '42/handheld,7[{}]'],
    ['a reserved event', '42/handheld,7["connect_error"]'],
    ['an attachment that never comes', '451-/handheld,7["fixes",{"_placeholder":true,"num":0}]'],
    ['a placeholder out of range', '450-/handheld,7["fixes",{"_placeholder":true,"num":9}]'],
    ['an acknowledgement of nothing', '43/handheld,99[]'],
    ['bytes', Buffer.from([0, 255, 1, 254])],
    ['13 MB', 'x'.repeat(13 * MB)],
  ])('%s on the raw websocket costs at most that connection', async (_, garbage) => {
    const victim = await openRawHandheld(app.url, 'H1');
    const { ws } = victim.socket.io.engine.transport as unknown as {
      ws: { send: (data: string | Buffer) => void };
    };
    ws.send(garbage);
    expectStored(await other.ask('fixes', goodBatch()));
    expectStored(await handheld.ask('fixes', goodBatch()));
    victim.close();
    const back = await openRawHandheld(app.url, 'H1');
    expectStored(await back.ask('fixes', goodBatch()));
    back.close();
  });

  it('garbage to the polling transport is answered and costs nothing', async () => {
    const path = `${app.url}/socket.io/?EIO=4&transport=polling`;
    for (const [url, method] of [
      [path, 'POST'],
      [`${path}&sid=nobody`, 'GET'],
      [path.replace('EIO=4', 'EIO=9'), 'GET'],
    ] as const)
      expect((await fetch(url, { method, body: method === 'POST' ? '\0\0' : null })).status).toBe(
        400,
      );
    expectStored(await other.ask('fixes', goodBatch()));
  });
});
