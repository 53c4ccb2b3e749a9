import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { App } from '../../server/app.ts';
import type { DayRecord } from '../../server/contract/metrics/day.ts';
import type { Evidence, Patrol } from '../../server/contract/patrols/patrol.ts';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { nameGridDays, rollupJobs } from '../../server/db/queue/rollup-jobs.ts';
import { decideContest, insertContest } from '../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth } from '../support/handheld.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const OUTCOMES: Outcome[] = ['completed', 'incomplete', 'suspicious', 'unverifiable'];
const DAYS = 5;
const RANGE = 'from=2026-06-01&to=2026-06-07';
/** Long past the days, so that nothing is judged by the server itself. */
const NEVER = NOW + 3650 * DAY_MS;

describeStores('Any two answers over a random history', (store) => {
  let ids: Ids;
  let apps: App[] = [];
  let cookie: string;
  const now = () => NOW + 10 * DAY_MS;
  /** Two servers over one store, asked by turns. */
  let turn = 0;
  const read = async (path: string, headers: Record<string, string> = { cookie }) => {
    const { url } = apps[turn++ % apps.length]!;
    return (await fetch(url + path, { headers })).json();
  };
  const json = (path: string) => read(`/api/v1${path}`);
  const start = async () => {
    for (const app of apps) await app.close();
    apps = [];
    for (const _ of ['one', 'another']) apps.push(await startTestApp(store().db, { now }));
  };
  const random = createRandom('histories');
  const whole = (most: number) => Math.floor(random.uniform(0, most));

  /** Patrols of three officers over some days, walked in any grid, judged again and again, objected to and decided. */
  async function live() {
    const { db } = store();
    for (const officer of ['O1', 'O2', 'O3'])
      for (let day = 0; day < DAYS; day++)
        for (let k = 0; k < whole(5); k++) {
          const officerId = ids.officers[officer]!;
          const startMs = NOW + day * DAY_MS + (k * 100 + whole(40)) * MINUTE_MS;
          const gridId = ids.areas[random.pick(['G1', 'G1', 'G2', 'G3'])]!;
          const patrolId = await startPatrol(db, { officerId, gridId, startMs, dueAt: NEVER });
          await endPatrol(db, { officerId, endMs: startMs + 50 * MINUTE_MS, dueAt: NEVER });
          for (let step = 0; step < 1 + whole(5); step++) {
            const outcome = random.pick(['completed' as const, ...OUTCOMES]);
            const verdict = verdictOf({ outcome, effectiveMin: 1 + whole(50) });
            await recordVerdict(db, { officerId, patrolId, normId: 1, decidedAt: NOW, verdict });
            if (whole(3) > 0) continue;
            const contest = await insertContest(db, {
              officerId,
              patrolId,
              text: 'no',
              by: 'supervisor',
            });
            if (whole(3) === 0) continue;
            const decision = random.pick(['upheld' as const, 'overridden' as const]);
            await decideContest(
              db,
              { officerId, patrolId, contestId: contest!.id },
              {
                decision,
                outcome: decision === 'overridden' ? random.pick(OUTCOMES) : null,
                note: 'seen',
                by: 'supervisor',
              },
            );
          }
        }
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-07', now: now(), missing: false });
    await vi.waitFor(
      async () => {
        await rollUpDue({ db, now, log: pino({ level: 'silent' }) });
        expect(await rollupJobs.count(db)).toBe(0);
      },
      { timeout: 30_000, interval: 20 },
    );
  }

  let patrols: Patrol[];
  let days: DayRecord[];
  beforeAll(async () => {
    ids = await seedTestWorld(store().db, { rules: { patrolsPerDay: 2, minRestMinutes: 30 } });
    await live();
    await createUser(store().db, { name: 'admin', role: 'administrator', areaId: ids.areas.D! });
    await start();
    cookie = await sessionOf(apps[0]!.url, 'admin');
    patrols = (await json('/patrols?limit=500')).patrols;
    const asked = ['O1', 'O2', 'O3'].map(
      (code) => `/days?${RANGE}&officerId=${ids.officers[code]}`,
    );
    days = (await Promise.all(asked.map(json))).flatMap(({ days: found }) => found);
    expect(patrols.length).toBeGreaterThan(20);
    expect(patrols.some(({ decision }) => decision === 'overridden')).toBe(true);
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
  });

  it('says the same of a patrol: list, filter, evidence and day', async () => {
    const counted = new Map(
      days.flatMap(({ verdict }) => verdict.patrols.map((p) => [p.patrolId, p])),
    );
    expect(counted.size).toBe(patrols.length);
    const sameOf = async (patrol: Patrol) => {
      const day = counted.get(patrol.id)!;
      const decided = patrol.decision === 'overridden' ? patrol.decidedVersion : undefined;
      expect([day.outcome, day.verdictVersion, day.decidedVersion]).toEqual([
        patrol.outcome,
        patrol.verdictVersion,
        decided,
      ]);
      const path = `/officers/${patrol.officerId}/patrols/${patrol.id}`;
      const evidence: Evidence = await json(path);
      expect(evidence.patrol).toEqual(patrol);
      expect(evidence.verdicts[0]).toMatchObject({
        version: patrol.verdictVersion,
        verdict: { outcome: patrol.verdictOutcome },
      });
      const [last] = evidence.contests
        .filter(({ decision }) => decision !== null)
        .sort((a, b) => Date.parse(b.decidedAt!) - Date.parse(a.decidedAt!) || b.id - a.id);
      expect([patrol.decision, patrol.decidedVersion, patrol.contested]).toEqual([
        last?.decision ?? null,
        last?.verdictVersion ?? null,
        evidence.contests.length > 0,
      ]);
      expect(patrol.outcome).toBe(last?.outcome ?? patrol.verdictOutcome);
    };
    await Promise.all(patrols.map(sameOf));
    for (const outcome of OUTCOMES) {
      const { patrols: some } = await json(`/patrols?limit=500&outcome=${outcome}`);
      expect(some).toEqual(patrols.filter((patrol) => patrol.outcome === outcome));
    }
  });

  it.each([
    'day',
    'month',
  ])('says the same of an officer in a %s: metrics and days', async (period) => {
    const { rows } = await json(`/metrics/patrols?level=officer&period=${period}&${RANGE}`);
    for (const { from, to, id, metrics } of rows) {
      const own = days.filter(({ officerId, day }) => officerId === id && from <= day && day < to);
      const of = (outcome: string) =>
        own.filter(({ verdict }) => verdict.outcome === outcome).length;
      const all = own.flatMap(({ verdict }) => verdict.patrols);
      const sum = (pick: (day: DayRecord) => number) =>
        own.reduce((total, day) => total + pick(day), 0);
      expect(metrics).toMatchObject({
        daysCompleted: of('completed'),
        daysIncomplete: of('incomplete'),
        daysSuspicious: of('suspicious'),
        daysUnverifiable: of('unverifiable'),
        patrolsDone: all.filter(({ counts }) => counts).length,
        patrolsRequired: sum((day) => day.patrolsRequired),
        ...Object.fromEntries(
          OUTCOMES.map((outcome) => [outcome, all.filter((p) => p.outcome === outcome).length]),
        ),
      });
      const met = sum((day) => Math.min(day.patrolsDone, day.patrolsRequired));
      const required = sum((day) => day.patrolsRequired);
      expect(metrics.completionRate).toBe(
        required > 0 ? Math.round((met / required) * 10_000) / 10_000 : null,
      );
      // One definition of a completed day: a rate of 1 stands beside no day that lacks a patrol.
      if (metrics.completionRate === 1)
        expect([metrics.daysIncomplete, metrics.daysUnverifiable]).toEqual([0, 0]);
    }
    expect(rows.length).toBeGreaterThan(2);
  });

  it('says the same to the officer, to other programs, on the record and in the report', async () => {
    const { features } = await read('/ogc/collections/patrols/items?f=json&limit=1000');
    expect(features).toHaveLength(patrols.length);
    for (const { properties } of features) {
      const { id, ...patrol } = patrols.find((one) => one.id === properties.patrol_id)!;
      expect(properties).toMatchObject({
        ...{ outcome: patrol.outcome, verdict_outcome: patrol.verdictOutcome },
        ...{ verdict_version: patrol.verdictVersion, decision: patrol.decision },
        ...{ contested: patrol.contested, effective_min: patrol.effectiveMin },
        reasons: patrol.reasons.map(({ code }) => code).join(),
        signals: patrol.signals.join() || null,
      });
    }
    for (const [code, officerId] of [1, 2, 3].map((k) => [`H${k}`, ids.officers[`O${k}`]!])) {
      const own = patrols.filter((patrol) => patrol.officerId === officerId);
      const headers = { authorization: basicAuth(String(code)) };
      expect((await read('/api/v1/own/patrols', headers)).patrols).toEqual(own);
      const evidence = await read(`/api/v1/own/patrols/${own[0]!.id}`, headers);
      expect(evidence.patrol).toEqual(own[0]);
      const { periods } = await json(`/officers/${officerId}/record?from=2026&to=2026`);
      const asked = `level=officer&from=2026-01-01&to=2027-01-01&unitId=${officerId}`;
      for (const { metrics, period } of periods) {
        const { rows } = await json(`/metrics/patrols?${asked}&period=${period}`);
        expect(rows.map((row: { metrics: object }) => row.metrics)).toContainEqual(
          expect.objectContaining(metrics),
        );
      }
    }
    const report = await json(`/report?areaId=${ids.areas.G1}&period=week&at=2026-06-01`);
    const { rows } = await json(
      `/metrics/patrols?level=grid&period=week&from=${report.from}&to=${report.to}&unitId=${ids.areas.G1}`,
    );
    expect(rows[0].metrics).toMatchObject(report.figures);
  });

  it('says the same after a restart', async () => {
    await start();
    expect((await json('/patrols?limit=500')).patrols).toEqual(patrols);
    const [one] = days;
    const { days: again } = await json(`/days?${RANGE}&officerId=${one!.officerId}`);
    expect(again).toEqual(days.filter(({ officerId }) => officerId === one!.officerId));
  });
});
