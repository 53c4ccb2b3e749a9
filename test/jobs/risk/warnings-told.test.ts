import pino from 'pino';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import {
  type Warning,
  Warning as WarningSchema,
} from '../../../server/contract/warnings/warning.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { listWarnings } from '../../../server/db/warnings/list.ts';
import { listDeliveries } from '../../../server/db/webhooks/deliveries.ts';
import { findWebhook } from '../../../server/db/webhooks/webhooks.ts';
import { sealingKey } from '../../../server/domain/webhooks/seal.ts';
import { createRiskRun } from '../../../server/jobs/risk/risk.ts';
import { createDeliverer } from '../../../server/jobs/webhooks/deliver-webhooks.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { takeStep } from '../../../server/services/warnings/steps.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, openConsole, sessionOf } from '../../support/console.ts';
import { CATEGORIES, incidentAt, placeIn, usualIncidents } from '../../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openReceiver, type Receiver } from '../../support/receiver.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

const MIDNIGHT = NOW - 10 * HOUR_MS;
const SESSION_SECRET = 'the session secret of a server that starts twice';
/** What an event of a warning says of it. */
const Told = Type.Omit(WarningSchema, ['cells', 'gridIds']);

describeStores('What the risk job finds', (store) => {
  let now = NOW;
  let ids: Ids;
  let app: App;
  let down: Receiver;
  let receivers: Record<'down' | 'slow' | 'failing' | 'well', { id: number; receiver: Receiver }>;

  const start = (demoAreaId?: number) =>
    startTestApp(store().db, {
      now: () => now,
      ...(demoAreaId === undefined ? {} : { demoAreaId }),
      config: { webhookPrivateHosts: true, sessionSecrets: [SESSION_SECRET] },
    });

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, usualIncidents(MIDNIGHT));
    await createUser(db, { name: 'boss', role: 'supervisor', areaId: ids.areas.D! });
    app = await start(ids.areas.D!);
    const admin = await signIn(app.url, 'admin');
    const open = async (name: string) => {
      const receiver = await openReceiver();
      const reply = await admin('POST', '/api/v1/webhooks', {
        name,
        areaId: ids.areas.D!,
        url: receiver.url,
        eventTypes: ['warning.raised', 'warning.changed', 'warning.closed'],
      });
      return { id: ((await reply.json()) as { id: number }).id, receiver };
    };
    receivers = {
      down: await open('down'),
      slow: await open('slow'),
      failing: await open('failing'),
      well: await open('well'),
    };
    down = receivers.down.receiver;
  }, 120_000);
  afterAll(async () => {
    for (const { receiver } of Object.values(receivers ?? {})) await receiver.close();
    await app?.close();
  });

  it('comes to every receiver, down, slow or failing, once by its id, and to a console that was away', async () => {
    const { db } = store();
    const cookie = await sessionOf(app.url, 'boss');
    const before = openConsole(app.url, cookie);
    await before.until(({ length }) => length > 0);
    expect(before.frames[0]!.warnings).toEqual([]);
    before.close();
    // The server stops: what happens from here on happens in the store, as by another process.
    await app.close();

    await down.close();
    const { failing, slow } = receivers;
    const upAt = NOW + 10 * MINUTE_MS;
    failing.receiver.answers((_, reply) => reply.writeHead(now < upAt ? 500 : 204).end());
    // Takes in what it is sent, and answers too late: every other time at first, then in time.
    let asked = 0;
    slow.receiver.answers((_, reply) => {
      if (now < upAt && asked++ % 2 === 0) return;
      reply.writeHead(204).end();
    });

    const job = createRiskRun({ db, now: () => now, everyMin: 60 });
    await putIncidents(db, [
      ...Array.from({ length: 14 }, (_, k) =>
        incidentAt(`X${k}`, MIDNIGHT - (k + 1) * HOUR_MS, placeIn('G3', 0.8, 0.8)),
      ),
      incidentAt('S1', NOW - HOUR_MS, placeIn('G1', 0.5, 0.5), {
        category: 'fire',
        severity: 'severe',
      }),
    ]);
    await job.run();
    const deliverer = createDeliverer({
      db,
      now: () => now,
      log: pino({ level: 'silent' }),
      key: sealingKey(SESSION_SECRET),
      allowPrivate: true,
      timeoutMs: 1_000,
      random: () => 0.5,
    });
    const deliver = () => deliverer.drain();
    await deliver();
    expect(await logOf('down')).toContain('ECONNREFUSED');
    expect(await logOf('slow')).toContain('no answer within 1 s');
    expect(await logOf('failing')).toContain('answered 500');

    // Meanwhile the outbreak goes on, somebody closes the warning of the fire, and incidents are taken back.
    now = NOW + 5 * MINUTE_MS;
    await putIncidents(
      db,
      Array.from({ length: 10 }, (_, k) =>
        incidentAt(`Y${k}`, NOW - (k + 1) * MINUTE_MS, placeIn('G3', 0.8, 0.8), {
          severity: 'serious',
        }),
      ),
    );
    await job.run();
    const fire = (await warnings()).find(({ category }) => category === 'fire')!;
    await takeStep(db, fire.id, {
      step: 'close',
      by: 'boss',
      at: now,
      comment: null,
      verdict: 'real',
    });
    await job.close();
    for (; now < upAt; now += MINUTE_MS) await deliver();

    receivers.down.receiver = await openReceiver(down.port);
    for (let k = 0; k < 60 && (await waiting()) > 0; k++, now += MINUTE_MS) await deliver();
    expect(await waiting()).toBe(0);

    const published = (await db.selectFrom('webhook_events').select(['id', 'payload']).execute())
      .map(({ id, payload }) => [id, payload] as const)
      .sort();
    const found = await warnings();
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(published).toHaveLength(found.reduce((sum, { edition }) => sum + edition, 0));
    for (const [name, { receiver }] of Object.entries(receivers)) {
      const taken = new Map(receiver.received.map((one) => [one.headers['webhook-id']!, one.body]));
      // Once by its id, and the same at every attempt.
      expect([name, [...taken].sort()]).toEqual([name, published]);
      for (const { body, headers } of receiver.received)
        expect(taken.get(headers['webhook-id']!)).toBe(body);
      for (const body of taken.values()) {
        const { data, type } = JSON.parse(body) as { type: string; data: Warning };
        expect(type).toMatch(/^warning\.(raised|changed|closed)$/);
        expect([...Value.Errors(Told, data)]).toEqual([]);
      }
    }
    expect(receivers.well.receiver.received).toHaveLength(published.length);
    for (const { receiver } of [slow, failing])
      expect(receiver.received.length).toBeGreaterThan(published.length);

    app = await start();
    const back = openConsole(app.url, await sessionOf(app.url, 'boss'));
    await back.until(({ length }) => length > 0);
    const standing = found.filter(({ state }) => state === 'raised');
    const named = (list: readonly Warning[]) =>
      list.map(({ id, edition, level }) => `${id}/${edition} ${level}`).sort();
    expect(standing.length).toBeGreaterThan(0);
    expect(named(back.frames[0]!.warnings)).toEqual(named(standing));
    back.close();
  }, 60_000);

  const warnings = async () =>
    (await listWarnings(store().db, { within: ids.areas.D!, limit: 100 })).warnings;
  const logOf = async (name: keyof typeof receivers) =>
    (
      await listDeliveries(store().db, receivers[name].id, { state: null, before: null, limit: 50 })
    ).map(({ lastError }) => lastError);
  async function waiting() {
    const states = await Promise.all(
      Object.values(receivers).map(({ id }) => findWebhook(store().db, id)),
    );
    return states.reduce((sum, state) => sum + state!.waiting, 0);
  }
});
