import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { publishEvent } from '../../server/db/webhooks/events.ts';
import { startTestApp } from '../support/app.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { signIn } from '../support/sign-in.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let receiver: Receiver;
let admin: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  receiver = await openReceiver();
  app = await startTestApp(store.db, {
    now: () => NOW,
    demoAreaId: ids.areas.D!,
    config: { webhookPrivateHosts: true },
  });
  admin = await signIn(app.url, 'admin');
}, 120_000);
afterAll(async () => {
  await app?.close();
  await receiver?.close();
  await store?.close();
});
afterEach(async () => {
  const { webhooks } = await json('GET', '');
  for (const { id } of webhooks) await admin('DELETE', `/api/v1/webhooks/${id}`);
  receiver.received.length = 0;
});

const json = async (method: string, path: string, body?: object) =>
  (await admin(method, `/api/v1/webhooks${path}`, body)).json();
const input = (change: object = {}) => ({
  name: 'centre',
  areaId: ids.areas.V1!,
  url: receiver.url,
  eventTypes: ['warning.raised'],
  ...change,
});

it('shows a secret once, sends a test with it and says in the log that it was taken in', async () => {
  const { secret, ...made } = await json('POST', '', input());
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(await json('GET', '')).toEqual({ webhooks: [made] });
  expect(JSON.stringify(await json('GET', ''))).not.toContain(secret);
  expect((await admin('POST', `/api/v1/webhooks/${made.id}/test`)).status).toBe(202);
  await receiver.heard(1);
  expect(JSON.parse(receiver.received[0]!.body)).toEqual({
    type: 'webhook.test',
    timestamp: new Date(NOW).toISOString(),
    data: { webhookId: made.id },
  });
  await expect
    .poll(async () => (await json('GET', `/${made.id}/deliveries`)).deliveries)
    .toMatchObject([{ type: 'webhook.test', state: 'delivered', attempts: 1, responseCode: 204 }]);
  const scrape = await (await fetch(`${app.url}/metrics`)).text();
  expect(scrape).toMatch(/xunji_webhook_attempts_total\{outcome="delivered"\} [1-9]/);
  expect(scrape).toContain('xunji_webhooks_waiting 0');
});

it('retries one delivery and pages through the log', async () => {
  const { id } = await json('POST', '', input());
  for (const event of ['a', 'b', 'c'])
    await publishEvent(store.db, {
      id: event,
      type: 'warning.raised',
      areaId: ids.areas.G1!,
      at: NOW,
      body: {},
    });
  await receiver.heard(3);
  const first = await json('GET', `/${id}/deliveries?limit=2`);
  expect(first.deliveries.map((d: { eventId: string }) => d.eventId)).toEqual(['c', 'b']);
  const rest = await json('GET', `/${id}/deliveries?limit=2&before=${first.next}`);
  expect(rest).toMatchObject({ deliveries: [{ eventId: 'a' }], next: null });
  await expect.poll(async () => (await json('GET', '')).webhooks[0].waiting).toBe(0);
  const retry = `/api/v1/webhooks/${id}/deliveries/${rest.deliveries[0].id}/retry`;
  expect((await admin('POST', retry)).status).toBe(202);
  await receiver.heard(4);
  expect(receiver.ids()[3]).toBe('a');
  expect((await admin('POST', `/api/v1/webhooks/${id}/deliveries/999999/retry`)).status).toBe(404);
});

it('disables, enables, changes, and rotates the secret of a webhook', async () => {
  const { id, secret } = await json('POST', '', input());
  expect(await json('PATCH', `/${id}`, { state: 'disabled', name: 'room' })).toMatchObject({
    state: 'disabled',
    name: 'room',
    url: receiver.url,
  });
  expect(await json('POST', `/${id}/test`)).toMatchObject({
    detail: expect.stringMatching(/disabled/),
  });
  expect(await json('PATCH', `/${id}`, { state: 'active' })).toMatchObject({ state: 'active' });
  const rotated = await json('POST', `/${id}/secret`);
  expect(rotated.secret).not.toBe(secret);
  await admin('POST', `/api/v1/webhooks/${id}/test`);
  await receiver.heard(1);
  expect(receiver.received[0]!.headers['webhook-signature']!.split(' ')).toHaveLength(2);
});

it.each([
  ['no URL', { url: 'a room' }, /is not a URL/],
  ['another scheme', { url: 'ftp://example.org' }, /https or http/],
  ['a password in the URL', { url: 'https://a:b@example.org' }, /name or password/],
  ['an unknown type of event', { eventTypes: ['patrol.done'] }, /eventTypes/],
  ['no type of event', { eventTypes: [] }, /eventTypes/],
  ['an area that is not there', { areaId: 999_999 }, /area/],
])('refuses %s and says what is right', async (_what, change, says) => {
  const reply = await admin('POST', '/api/v1/webhooks', input(change));
  expect([400, 403]).toContain(reply.status);
  expect((await reply.json()).detail).toMatch(says);
});

it('is for administrators', async () => {
  const analyst = await signIn(app.url, 'analyst');
  expect((await analyst('GET', '/api/v1/webhooks')).status).toBe(403);
});
