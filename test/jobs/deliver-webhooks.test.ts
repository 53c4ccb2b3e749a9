import pino from 'pino';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { leaseDeliveries, listDeliveries } from '../../server/db/webhooks/deliveries.ts';
import { publishEvent } from '../../server/db/webhooks/events.ts';
import {
  changeWebhook,
  createWebhook,
  findWebhook,
  rotateSecret,
} from '../../server/db/webhooks/webhooks.ts';
import { seal, sealingKey } from '../../server/domain/webhooks/seal.ts';
import { createWebhookSecret, signedHeaders } from '../../server/domain/webhooks/sign.ts';
import { createDeliverer, startDeliveries } from '../../server/jobs/webhooks/deliver-webhooks.ts';
import { sendWebhook } from '../../server/jobs/webhooks/send-webhook.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const log = pino({ level: 'silent' });
const key = sealingKey('a session secret of the test, long enough');

describeStores('Delivering to webhooks', (store) => {
  let ids: Ids;
  let clock: number;
  let receivers: Receiver[];
  const secret = createWebhookSecret();

  beforeEach(async () => {
    await emptyTables(store().db, ['webhook_deliveries', 'webhook_events', 'webhooks']);
    ids ??= await seedTestWorld(store().db);
    clock = NOW;
    receivers = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const receiver of receivers) await receiver.close();
  });

  async function receive(port?: number): Promise<Receiver> {
    const receiver = await openReceiver(port);
    receivers.push(receiver);
    return receiver;
  }

  const webhook = async (url: string) =>
    (await createWebhook(store().db, {
      name: 'centre',
      areaId: ids.areas.D!,
      url,
      eventTypes: ['warning.raised'],
      secret: seal(secret, key),
      createdBy: 'admin',
      now: clock,
      most: 10,
    }))!;
  const state = (id: number) => findWebhook(store().db, id);
  const publish = (id: string) =>
    publishEvent(store().db, {
      id,
      type: 'warning.raised',
      areaId: ids.areas.G1!,
      at: clock,
      body: { level: 'red', place: '路桥' },
    });
  const deliverer = (options: { timeoutMs?: number; random?: () => number } = {}) =>
    createDeliverer({
      db: store().db,
      now: () => clock,
      log,
      key,
      allowPrivate: true,
      random: () => 0,
      ...options,
    });
  const deliver = (one = deliverer()) => one.drain();
  const logOf = (id: number) =>
    listDeliveries(store().db, id, { state: null, before: null, limit: 10 });

  it('sends what a receiver can verify with the library of the specification', async () => {
    const receiver = await receive();
    await webhook(receiver.url);
    await publish('warning.raised/7');
    await deliver();
    vi.useFakeTimers({ toFake: ['Date'], now: clock });
    const [{ headers, body }] = receiver.received as [Receiver['received'][0]];
    expect(headers).toMatchObject({ 'webhook-id': 'warning.raised/7' });
    expect(new Verifier(secret).verify(body, headers)).toEqual({
      type: 'warning.raised',
      timestamp: new Date(NOW).toISOString(),
      data: { level: 'red', place: '路桥' },
    });
    expect(() => new Verifier(createWebhookSecret()).verify(body, headers)).toThrow('signature');
    expect(() => new Verifier(secret).verify(`${body} `, headers)).toThrow('signature');
  });

  it('signs with the secret before as well while a receiver changes over', async () => {
    const receiver = await receive();
    const id = await webhook(receiver.url);
    const next = createWebhookSecret();
    await rotateSecret(store().db, { id, secret: seal(next, key), previousUntil: NOW + DAY_MS });
    await publish('a');
    await deliver();
    clock += DAY_MS;
    await publish('b');
    await deliver();
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    const [during, after] = receiver.received;
    for (const one of [secret, next]) new Verifier(one).verify(during!.body, during!.headers);
    vi.setSystemTime(clock);
    new Verifier(next).verify(after!.body, after!.headers);
    expect(() => new Verifier(secret).verify(after!.body, after!.headers)).toThrow('signature');
  });

  it('tries a receiver that is down again, later each time, until it is up', async () => {
    const gone = await openReceiver();
    const { port } = gone;
    await gone.close();
    const id = await webhook(gone.url);
    await publish('a');
    const waits: number[] = [];
    for (let k = 0; k < 10; k++) {
      await deliver();
      const [one] = await logOf(id);
      expect(one).toMatchObject({ state: 'waiting', attempts: k + 1, lastError: 'ECONNREFUSED' });
      waits.push((Date.parse(one!.dueAt!) - clock) / 1000);
      clock = Date.parse(one!.dueAt!);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800]);
    const receiver = await receive(port);
    await deliver();
    expect(receiver.ids()).toEqual(['a']);
    expect(await logOf(id)).toMatchObject([
      { state: 'delivered', attempts: 11, responseCode: 204 },
    ]);
  });

  it('sends again after an answer of 500, and not before it is due', async () => {
    const receiver = await receive();
    receiver.answers((_, reply) => reply.writeHead(500).end());
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver();
    expect(await logOf(id)).toMatchObject([{ responseCode: 500, lastError: 'answered 500' }]);
    receiver.answers((_, reply) => reply.writeHead(200).end('taken'));
    await deliver();
    expect(receiver.ids()).toEqual(['a']);
    clock += MINUTE_MS;
    await deliver();
    expect(receiver.ids()).toEqual(['a', 'a']);
    expect(await logOf(id)).toMatchObject([{ state: 'delivered', responseCode: 200 }]);
    expect(await state(id)).toMatchObject({ failingSince: null, waiting: 0 });
  });

  it('waits as long as a receiver asks for', async () => {
    const receiver = await receive();
    receiver.answers((_, reply) => reply.writeHead(503, { 'retry-after': '900' }).end());
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver();
    expect((await logOf(id))[0]!.dueAt).toBe(new Date(clock + 900_000).toISOString());
  });

  it('follows no redirect', async () => {
    const [receiver, elsewhere] = [await receive(), await receive()];
    receiver.answers((_, reply) => reply.writeHead(307, { location: elsewhere.url }).end());
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver();
    expect(elsewhere.received).toEqual([]);
    expect(await logOf(id)).toMatchObject([{ state: 'waiting', responseCode: 307 }]);
  });

  it('lets a receiver that never answers hold up itself alone', async () => {
    const [slow, quick] = [await receive(), await receive()];
    slow.answers(() => {});
    await webhook(slow.url);
    await webhook(quick.url);
    for (let k = 0; k < 20; k++) await publish(`event/${k}`);
    const running = startDeliveries({
      db: store().db,
      now: () => clock,
      log,
      key,
      allowPrivate: true,
    });
    await quick.heard(20);
    expect(new Set(quick.ids()).size).toBe(20);
    expect(slow.received.length).toBeLessThanOrEqual(4);
    await running.close();
  });

  it('gives up on an attempt that is not answered in time', async () => {
    const receiver = await receive();
    receiver.answers(() => {});
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver(deliverer({ timeoutMs: 100 }));
    expect(await logOf(id)).toMatchObject([{ lastError: 'no answer within 0.1 s', attempts: 1 }]);
  });

  it('sends again under the same id what a server that died had sent but not recorded', async () => {
    const receiver = await receive();
    const id = await webhook(receiver.url);
    await publish('a');
    const [leased] = await leaseDeliveries(store().db, {
      now: clock,
      leaseUntil: clock + MINUTE_MS,
      inFlight: new Map(),
      perWebhook: 4,
    });
    const { url, payload, eventId } = leased!;
    const headers = signedHeaders({ id: eventId, at: clock, payload }, [secret]);
    await sendWebhook({ url, headers, payload, timeoutMs: 5_000, allowPrivate: true });
    await deliver();
    expect(receiver.ids()).toEqual(['a']);
    clock += MINUTE_MS;
    await deliver();
    expect(receiver.ids()).toEqual(['a', 'a']);
    expect(receiver.received[1]!.body).toBe(receiver.received[0]!.body);
    expect(await logOf(id)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });

  it('gives 1,000 events to a receiver that fails at random exactly once each by id', async () => {
    const random = createRandom('a bad line');
    const receiver = await receive();
    const taken = new Set<string>();
    receiver.answers(({ headers }, reply) => {
      const luck = random.uniform(0, 1);
      // Taken in, yet the answer is lost: this one comes twice.
      if (luck < 0.7 || luck > 0.95) taken.add(headers['webhook-id']!);
      if (luck < 0.7) reply.writeHead(200).end();
      else if (luck < 0.85) reply.writeHead(500).end();
      else reply.destroy();
    });
    const id = await webhook(receiver.url);
    const published = Array.from({ length: 1_000 }, (_, k) => `event/${k}`);
    await store()
      .db.transaction()
      .execute(async (trx) => {
        for (const eventId of published)
          await publishEvent(trx, {
            id: eventId,
            type: 'warning.raised',
            areaId: ids.areas.G1!,
            at: NOW,
            body: { eventId },
          });
      });
    const one = deliverer({ random: () => random.uniform(0, 1) });
    for (let round = 0; round < 500 && (await state(id))!.waiting > 0; round++) {
      await deliver(one);
      clock += 10 * MINUTE_MS;
    }
    expect([...taken].sort()).toEqual(published.sort());
    expect(receiver.received.length).toBeGreaterThan(1_000);
    expect(await state(id)).toMatchObject({ waiting: 0, state: 'active' });
  }, 180_000);

  it('calls a webhook failing after five days without success, and keeps what waits till it is enabled', async () => {
    const receiver = await receive();
    receiver.answers((_, reply) => reply.writeHead(500).end());
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver();
    clock += 5 * DAY_MS;
    await deliver();
    expect(await state(id)).toMatchObject({ state: 'failing', waiting: 1 });
    receiver.answers((_, reply) => reply.writeHead(200).end());
    await publish('b');
    clock += DAY_MS;
    await deliver();
    expect(receiver.received).toHaveLength(2);
    await changeWebhook(store().db, id, { state: 'active' }, clock);
    await deliver();
    expect(receiver.ids().slice(2).sort()).toEqual(['a', 'b']);
    expect(await state(id)).toMatchObject({ state: 'active', failingSince: null, waiting: 0 });
  });

  it('stops at once for a receiver that answers 410', async () => {
    const receiver = await receive();
    receiver.answers((_, reply) => reply.writeHead(410).end());
    const id = await webhook(receiver.url);
    for (const event of ['a', 'b']) await publish(event);
    await deliver();
    clock += DAY_MS;
    await deliver();
    expect(await state(id)).toMatchObject({ state: 'gone', waiting: 2 });
    expect(receiver.received.length).toBeLessThanOrEqual(2);
  });

  it('gives a receiver that was down long all that waits once it takes one in', async () => {
    const receiver = await receive();
    receiver.answers((_, reply) => reply.writeHead(502).end());
    const id = await webhook(receiver.url);
    for (let k = 0; k < 6; k++) await publish(`event/${k}`);
    for (let k = 0; k < 20; k++) {
      await deliver();
      clock += 30_000;
    }
    receiver.answers((_, reply) => reply.writeHead(200).end());
    while ((await state(id))!.failingSince !== null) {
      clock += 30_000;
      await deliver();
    }
    expect(await state(id)).toMatchObject({ waiting: 0 });
  });

  it('sends nothing to a private address unless the deployment allows it', async () => {
    const receiver = await receive();
    const secure = receiver.url.replace('http:', 'https:');
    for (const url of [receiver.url, secure, secure.replace('127.0.0.1', 'localhost')]) {
      const headers = {};
      const sent = await sendWebhook({
        url,
        headers,
        payload: '{}',
        timeoutMs: 5_000,
        allowPrivate: false,
      });
      expect(sent.error).toMatch(/private host/);
    }
    expect(receiver.received).toEqual([]);
  });

  it('says so where a secret was sealed under another session secret', async () => {
    const receiver = await receive();
    const id = await webhook(receiver.url);
    await publish('a');
    await deliver(
      createDeliverer({
        db: store().db,
        now: () => clock,
        log,
        key: sealingKey('another session secret than the one before'),
        allowPrivate: true,
      }),
    );
    expect(await logOf(id)).toMatchObject([{ lastError: 'its secret cannot be read: rotate it' }]);
    expect(receiver.received).toEqual([]);
  });

  it('runs by itself until stopped', async () => {
    const receiver = await receive();
    await webhook(receiver.url);
    const running = startDeliveries({
      db: store().db,
      now: () => clock,
      log,
      key,
      allowPrivate: true,
    });
    await publish('a');
    running.wake();
    await receiver.heard(1);
    await running.close();
    expect(receiver.ids()).toEqual(['a']);
  });
});
