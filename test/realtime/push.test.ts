import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import ece from 'http_ece';
import { sql } from 'kysely';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { HandheldText } from '../../server/contract/fixes/handheld.ts';
import { subscriptionsOf } from '../../server/db/handhelds/push-subscriptions.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth, openRawHandheld } from '../support/handheld.ts';
import { cellsIn, findingOf } from '../support/made/findings.ts';
import { incidentAt, placeIn } from '../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let cookie: string;
let nowMs = NOW;

/** A push service as RFC 8030 has it: takes what is posted; of /gone it has no such subscription. */
const pushed: { path: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
const waiting: (() => void)[] = [];
const service = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  pushed.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks) });
  response.writeHead(request.url === '/gone' ? 410 : 201).end();
  for (const heard of waiting.splice(0)) heard();
});
const until = async (count: number) => {
  while (pushed.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
};
const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}`;

/** A phone's keys, as its browser makes them. */
const phone = createECDH('prime256v1');
const keys = {
  p256dh: phone.generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
};
const opened = (body: Buffer) =>
  JSON.parse(
    ece
      .decrypt(body, { version: 'aes128gcm', privateKey: phone, authSecret: keys.auth })
      .toString('utf8'),
  );

const own = async (method: string, path: string, body?: object, handheld = 'H1') => {
  const reply = await fetch(`${app.url}/api/v1/own/${path}`, {
    method,
    headers: {
      authorization: basicAuth(handheld),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  });
  return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
};
const subscribe = (path: string, language: 'zh' | 'en', handheld?: string) =>
  own('PUT', 'push', { endpoint: address() + path, keys, language }, handheld);
const write = async (text: string, handheld = 'H1') => {
  const reply = await fetch(`${app.url}/api/v1/handhelds/${ids.handhelds[handheld]}/text`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  return (await reply.json()).outcome;
};

beforeAll(async () => {
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  await createUser(store.db, { name: 'chief', role: 'supervisor', areaId: ids.areas.V1! });
  app = await startTestApp(store.db, {
    now: () => nowMs,
    config: { webPushContact: 'mailto:ops@example.com', webhookPrivateHosts: true },
  });
  cookie = await sessionOf(app.url, 'chief');
});
afterAll(async () => {
  await app?.close();
  await store?.close();
  service.close();
});

it('a phone whose app is closed is pushed a warning for its grid, encrypted for it, in its language', async () => {
  const { key } = (await own('GET', 'push')).body;
  expect((await subscribe('/one', 'zh')).status).toBe(204);
  expect((await subscribe('/two', 'en', 'H3')).status).toBe(204);
  const [warning] = await recordFindings(store.db, {
    ...{ areaId: ids.areas.G1!, at: NOW, now: NOW },
    findings: [findingOf({ areaId: ids.areas.G1!, at: NOW, level: 'red', cells: cellsIn('G1') })],
  });
  app.context.announce.warning(warning!);
  await until(1);
  const [{ path, headers, body }] = pushed as [(typeof pushed)[0]];
  expect(path).toBe('/one');
  expect(opened(body)).toMatchObject({
    title: expect.stringContaining('红色预警'),
    tag: `warning-${warning!.id}`,
  });
  const [, token, k] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization!)!;
  expect(k).toBe(key);
  const claims = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString());
  expect(claims).toMatchObject({ aud: address(), sub: 'mailto:ops@example.com' });
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '43200' });
});

it('a text goes to the app where it is open, and is pushed where it is not; opened, the app has it once', async () => {
  const texts: HandheldText[] = [];
  const open = async () => {
    const { socket, close } = await openRawHandheld(app.url, 'H1');
    const next = new Promise<void>((resolve) =>
      (socket as Socket).on('text', (text: HandheldText, ack: () => void) => {
        texts.push(text);
        ack();
        resolve();
      }),
    );
    return { next, close };
  };
  const before = pushed.length;
  const first = await open();
  expect(await write('come to the gate')).toBe('sent');
  first.close();
  expect(pushed.length).toBe(before);

  expect(await write('the gate is open')).toBe('waiting');
  await until(before + 1);
  expect(opened(pushed.at(-1)!.body)).toMatchObject({
    title: 'chief 发来消息',
    body: 'the gate is open',
  });
  const second = await open();
  await second.next;
  second.close();
  expect(texts.map(({ text, by }) => [text, by])).toEqual([
    ['come to the gate', 'chief'],
    ['the gate is open', 'chief'],
  ]);
});

it('a message with a place reaches the officer, who takes and reads it; whoever carries the handheld next never sees it', async () => {
  const place = { lng: 121.3712, lat: 28.5804 };
  const ask = async (method: string, path: string, body?: object) => {
    const reply = await fetch(`${app.url}/api/v1/officers/${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const { O1, O2, O3 } = ids.officers;
  const sent = await ask('POST', `${O1}/messages`, { text: ' look here ', place });
  expect(sent).toMatchObject({
    status: 201,
    body: { text: 'look here', place, by: 'chief', takenAt: null, readAt: null },
  });
  const { id } = sent.body;
  const waiting = async (handheld: string) =>
    (await own('GET', 'texts', undefined, handheld)).body.texts;
  expect(await waiting('H1')).toMatchObject([{ id, text: 'look here', place, by: 'chief' }]);
  const note = async (state: string, handheld?: string) =>
    (await own('POST', `texts/${id}`, { state }, handheld)).status;
  expect(await note('read', 'H2')).toBe(404);
  expect(await note('taken')).toBe(204);
  const told = async () => (await ask('GET', `${O1}/messages`)).body.messages[0];
  expect(await told()).toMatchObject({ takenAt: expect.any(String), readAt: null });
  expect(await waiting('H1')).toEqual([]);
  expect(await note('read')).toBe(204);
  expect(await told()).toMatchObject({ id, readAt: expect.any(String) });

  await ask('POST', `${O2}/messages`, { text: 'for O2 alone' });
  expect(await waiting('H2')).toMatchObject([{ text: 'for O2 alone', place: null }]);
  const carryUntil = (until: string | null) =>
    sql`update handheld_assignments set valid_to = ${until} where officer_id = ${O2}`.execute(
      store.db,
    );
  await carryUntil(new Date(nowMs + 1).toISOString());
  nowMs += 1;
  expect(await waiting('H2')).toEqual([]);
  expect((await ask('POST', `${O2}/messages`, { text: 'still there?' })).status).toBe(409);
  await carryUntil(null);
  expect((await ask('POST', `${O3}/messages`, { text: 'not of this village' })).status).toBe(404);
  expect((await ask('POST', `${O1}/messages`, { text: '   ' })).status).toBe(400);
});

it('a case given to an officer, or given back to them, is pushed to the phone they carry', async () => {
  await putIncidentCategories(store.db, [
    { code: 'k1', nameZh: '占道经营', nameEn: 'Stalls', points: 1 },
  ]);
  await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
  const root = await sessionOf(app.url, 'root');
  const act = async <T>(path: string, body: object, as = cookie): Promise<T> => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie: as, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await reply.json()) as T;
  };
  const incidents = [incidentAt('i1', NOW, placeIn('G1', 0.5, 0.5), { category: 'k1' })];
  await act('/incidents', { incidents }, root);
  const { id, version } = await act<Case>('/cases', { incidentId: 'i1' });
  const before = pushed.length;
  await act(`/cases/${id}/steps`, { step: 'dispatch', version, officerId: ids.officers.O1 });
  await until(before + 1);
  expect(opened(pushed.at(-1)!.body)).toEqual({
    title: `案件 #${id} 交您处置`,
    body: '占道经营',
    tag: `case-${id}`,
  });
});

it('a phone is its present user’s; one that gave its subscription up, or ends it, is pushed nothing more', async () => {
  const endpoints = async (handheld: string) =>
    (await subscriptionsOf(store.db, ids.handhelds[handheld]!)).map(({ endpoint }) =>
      endpoint.replace(address(), ''),
    );
  await subscribe('/one', 'en', 'H2');
  expect([await endpoints('H1'), await endpoints('H2')]).toEqual([[], ['/one']]);
  await own('POST', 'push/end', { endpoint: `${address()}/one` });
  expect(await endpoints('H2')).toEqual(['/one']);
  await own('POST', 'push/end', { endpoint: `${address()}/one` }, 'H2');
  expect(await endpoints('H2')).toEqual([]);

  await subscribe('/gone', 'en', 'H2');
  const before = pushed.length;
  await write('anybody there?', 'H2');
  await until(before + 1);
  await expect.poll(() => endpoints('H2')).toEqual([]);
  expect((await own('PUT', 'push', { endpoint: 'ftp://push', keys, language: 'en' })).status).toBe(
    400,
  );
});
