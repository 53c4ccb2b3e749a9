import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Level } from '../../../server/contract/areas/area.ts';
import type { Case } from '../../../server/contract/cases/case.ts';
import { type CaseDetail, OWN_STEPS } from '../../../server/contract/cases/detail.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import type { Fact } from '../../../server/domain/cases/fact.ts';
import { foldFacts } from '../../../server/domain/cases/fold-facts.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth } from '../../support/handheld.ts';
import { incidentAt, placeIn } from '../../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

const LADDER: Level[] = ['grid', 'village', 'town', 'district'];
/** A step of a phone: minutes after the case was opened. */
const step = fc.record({
  phone: fc.constantFrom('H1', 'H2'),
  key: fc.integer({ min: 0, max: 9 }).map((n) => `k${n}`),
  step: fc.constantFrom(...OWN_STEPS),
  min: fc.integer({ min: -3, max: 60 }),
});
const steps = fc.uniqueArray(step, { selector: (s) => `${s.phone} ${s.key}`, maxLength: 12 });

let store: TestStore;
let app: App;
let ids: Ids;
let cookie: string;
let nowMs = NOW;
let made = 0;

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  app = await startTestApp(store.db, { now: () => nowMs });
  await createUser(store.db, { name: 'boss', role: 'supervisor', areaId: ids.areas.D! });
  cookie = await sessionOf(app.url, 'boss');
  await putIncidentCategories(store.db, [
    { code: 'road', nameZh: '道路', nameEn: 'Road', points: 1, opensCase: true },
  ]);
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

async function ask<T>(as: string, path: string, body?: object): Promise<T> {
  const reply = await fetch(`${app.url}/api/v1${path}`, {
    headers: {
      ...(as === 'boss' ? { cookie } : { authorization: basicAuth(as) }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  expect(reply.status, `${path} ${reply.status}`).toBe(200);
  return reply.json() as Promise<T>;
}

/** A case sent to the officer of H1 a minute after it was opened, and to that of H2 half an hour after; two hours have gone by since. */
async function sentTwice(): Promise<{ id: number; openedMs: number }> {
  nowMs += HOUR_MS;
  const openedMs = nowMs;
  const incidentId = `set-${made++}`;
  await ask('boss', '/incidents', {
    incidents: [incidentAt(incidentId, openedMs, placeIn('G1', 0.5, 0.5), { category: 'road' })],
  });
  const { cases } = await ask<{ cases: Case[] }>('boss', `/cases?q=${incidentId}`);
  const { id } = cases[0]!;
  for (const [version, min, officer] of [
    [1, 1, 'O1'],
    [2, 30, 'O2'],
  ] as const) {
    nowMs = openedMs + min * MINUTE_MS;
    const officerId = ids.officers[officer]!;
    await ask('boss', `/cases/${id}/steps`, { step: 'dispatch', version, officerId, key: officer });
  }
  nowMs = openedMs + 2 * HOUR_MS;
  return { id, openedMs };
}

const plain = (fact: Pick<Fact, 'at' | 'id' | 'step'> & Partial<Fact>): Fact => ({
  ...{ officerId: null, level: 'district', why: null, until: null, toOfficerId: null },
  ...{ toDepartmentId: null, toLevel: null, into: null, rating: null },
  ...fact,
});

it('a case comes to the same whatever order two phones bring its steps in, late, twice and at once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer(), async (all, seed) => {
      const { id, openedMs } = await sentTwice();
      const twice = [...all, ...all.filter((_, k) => (k + seed) % 3 === 0)];
      const [order] = fc.sample(fc.shuffledSubarray(twice, { minLength: twice.length }), {
        ...{ seed, numRuns: 1 },
      });
      const timeOf = (min: number) => openedMs + min * MINUTE_MS;
      // Each phone sends one after the other, both at once.
      await Promise.all(
        ['H1', 'H2'].map(async (phone) => {
          for (const { key, min, step: name } of order!.filter((one) => one.phone === phone))
            await ask(phone, `/own/cases/${id}/steps`, {
              ...{ key, step: name, t: timeOf(min), why: 'because' },
            });
        }),
      );
      const { case: stands, facts } = await ask<CaseDetail>('boss', `/cases/${id}`);
      const set = [
        plain({ id: 'report', step: 'report', at: openedMs }),
        ...(['O1', 'O2'] as const).map((officer, k) =>
          plain({
            ...{ id: `boss:${officer}`, step: 'dispatch', at: timeOf([1, 30][k]!) },
            toOfficerId: ids.officers[officer]!,
          }),
        ),
        ...all.map(({ key, min, phone, step: name }) =>
          plain({
            ...{ id: `${phone}:${key}`, step: name, at: timeOf(min), level: null, why: 'because' },
            officerId: ids.officers[phone === 'H1' ? 'O1' : 'O2']!,
          }),
        ),
      ];
      const { handler, idle, level, state } = foldFacts(set, LADDER)!;
      expect(stands).toMatchObject({ level, state, ...handler });
      expect(facts).toHaveLength(set.length);
      const without = facts.filter((fact) => fact.idle !== null).map((fact) => fact.id);
      expect(without.sort()).toEqual([...idle.keys()].sort());
    }),
    { numRuns: 6 },
  );
}, 120_000);
