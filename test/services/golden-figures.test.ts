import { sql } from 'kysely';
import pino from 'pino';
import { beforeAll, expect, it } from 'vitest';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { SignalCode } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { countUnits, findEdition } from '../../server/db/rollups/metric-groups.ts';
import { decideContest, insertContest } from '../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { DEFINITIONS } from '../../server/domain/metrics/definitions.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../server/services/areas/cell-sets.ts';
import { answerMetrics } from '../../server/services/metrics/metric-answer.ts';
import { putLeave } from '../../server/services/people/put-leave.ts';
import { type VerdictFigures, verdictOf } from '../support/made/verdicts.ts';
import { cornerOf, type Ids, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/*
 * A June in which every figure of the definitions is reckoned by hand. G1 and G2 ask two patrols of two hours a day, begun from 7 to 12 and
 * from 14 to 19, with half an hour of rest; two places, C0 and C1, are to be visited each week, and nine tenths of the ground seen within 7
 * days. G3 asks one of 90 minutes a day, half of the ground within 30 days, and no places. A grid has four cells of equal weight: a, b, c, d.
 *
 * What is not told below: two hours of which all count, 5,000 m, no gap, no place, completed. Coverage is cells / 4.
 *
 *   A of G1   1st  8: ab, C0 of two          15: c, C0 and C1
 *             2nd  8: a                      10:10: nothing, which is short of rest and in the same window
 *             3rd  7:30: b                   14:30 and 17:30: nothing; the last finds its window taken
 *             4th  8: cd and both places, but suspicious, frozen strongly and all else weakly          15: a
 *             5th  8: c, unverifiable, 80 minutes, 40 of gaps, frozen weakly                          15: a
 *             6th  8: b, incomplete, 100 minutes, 12 of gaps; objected to, and completed by decision   15: nothing
 *             10th 8: abcd, C0 of two, recognised  9: a, whose first hour is the other's, and is short of rest
 *             stands in for B from the 7th to the 9th; on the 7th in G2  8: ab  15: nothing
 *   B of G2   1st  8: nothing. On leave from the 7th to the 9th.
 *   C of G3   1st  8: ab  15: a  29th  8: c, incomplete, 30 minutes, 1,000 m
 *   X         has no grid and helps in G1 on the 1st  9: d, one hour of it beside A, who began earlier
 */
const FROM = '2026-06-01';
const TO = '2026-07-01';
/** Midnight in the district's time zone on the 1st. */
const MIDNIGHT = Date.UTC(2026, 4, 31, 16);
const NOW = Date.UTC(2026, 6, 6);
const ALL_WEAK: SignalCode[] = [
  ...(['mock-provider', 'too-smooth', 'teleport', 'vehicle', 'replayed'] as const),
  ...(['two-in-one-pocket', 'several-accounts', 'clock-shifted'] as const),
  ...(['late-upload', 'forged-sequence'] as const),
];

interface Walk {
  who: 'O1' | 'O2' | 'O3' | 'O4';
  grid: 'G1' | 'G2' | 'G3';
  day: number;
  at: number;
  cells: string;
  recognised?: true;
  told?: Partial<VerdictFigures>;
}

const ofA = { who: 'O1', grid: 'G1' } as const;
const WALKS: Walk[] = [
  { ...ofA, day: 1, at: 8, cells: 'ab', told: { checkpoints: [true, false] } },
  { ...ofA, day: 1, at: 15, cells: 'c', told: { checkpoints: [true, true] } },
  { ...ofA, day: 2, at: 8, cells: 'a' },
  { ...ofA, day: 2, at: 10 + 1 / 6, cells: '' },
  { ...ofA, day: 3, at: 7.5, cells: 'b' },
  { ...ofA, day: 3, at: 14.5, cells: '' },
  { ...ofA, day: 3, at: 17.5, cells: '' },
  {
    ...{ ...ofA, day: 4, at: 8, cells: 'cd' },
    told: {
      ...{ outcome: 'suspicious', strongSignals: 1, weakSignals: ALL_WEAK },
      checkpoints: [true, true],
    },
  },
  { ...ofA, day: 4, at: 15, cells: 'a' },
  {
    ...{ ...ofA, day: 5, at: 8, cells: 'c' },
    told: { outcome: 'unverifiable', effectiveMin: 80, gapMin: 40, weakSignals: ['frozen'] },
  },
  { ...ofA, day: 5, at: 15, cells: 'a' },
  {
    ...{ ...ofA, day: 6, at: 8, cells: 'b' },
    told: { outcome: 'incomplete', effectiveMin: 100, gapMin: 12 },
  },
  { ...ofA, day: 6, at: 15, cells: '' },
  {
    ...{ ...ofA, day: 10, at: 8, cells: 'abcd', recognised: true },
    told: { checkpoints: [true, false] },
  },
  { ...ofA, day: 10, at: 9, cells: 'a' },
  { who: 'O1', grid: 'G2', day: 7, at: 8, cells: 'ab' },
  { who: 'O1', grid: 'G2', day: 7, at: 15, cells: '' },
  { who: 'O2', grid: 'G2', day: 1, at: 8, cells: '' },
  { who: 'O3', grid: 'G3', day: 1, at: 8, cells: 'ab' },
  { who: 'O3', grid: 'G3', day: 1, at: 15, cells: 'a' },
  {
    ...{ who: 'O3', grid: 'G3', day: 29, at: 8, cells: 'c' },
    told: { outcome: 'incomplete', effectiveMin: 30, distanceM: 1000 },
  },
  { who: 'O4', grid: 'G1', day: 1, at: 9, cells: 'd' },
];

const NO_SIGNALS = Object.fromEntries(
  DEFINITIONS.flatMap(({ id }) => (/^signal[A-Z]/.test(id) ? [[id, 0]] : [])),
);
/** Once each, and frozen twice: strongly on the 4th, weakly on the 5th. */
const ONCE_EACH = Object.fromEntries(Object.keys(NO_SIGNALS).map((id) => [id, 1]));
const OF_A = {
  ...ONCE_EACH,
  signalFrozen: 2,
  weakSignals: 11,
  strongSignals: 1,
  contested: 1,
  overridden: 1,
};
const NOTHING_SAID = {
  ...NO_SIGNALS,
  weakSignals: 0,
  strongSignals: 0,
  contested: 0,
  overridden: 0,
};
/** Of officers there is no ground. */
const NO_GROUND = {
  ...{ combRate: null, combCoverage: null, combMet: null },
  ...{ stalenessMeanH: null, stalenessMaxH: null, unseenShare: null, checkpointWeekRate: null },
};

/** Every figure of a unit. */
const EXPECTED: Record<
  'officer' | 'grid' | 'village',
  Record<string, Record<string, number | null>>
> = {
  officer: {
    O1: {
      // 30 in G1 and 3 in G2; on the 1st to 6th, the 7th in G2, and the 10th. 8 / 33
      ...{ dutyDays: 33, onDutyDays: 8, onDutyRate: 0.2424, leaveDays: 0 },
      // 2 + 1 + 2 + 1 + 1 + 2 + 2 in G2 + 1, none of them more than asked. 12 / 66
      ...{ patrolsRequired: 66, patrolsDone: 12, completionRate: 0.1818 },
      // 2 + 1 + 2 + 1 + 2 + 2 + 2 in G2 + 1 of 66
      staggeredRate: 0.197,
      // The 1st, 3rd, 6th and the 7th in G2; 4th; 5th; the other 27
      ...{ daysCompleted: 4, daysSuspicious: 1, daysUnverifiable: 1, daysIncomplete: 27 },
      // Of 17; what was decided stands
      ...{ completed: 15, incomplete: 0, suspicious: 1, unverifiable: 1, recognised: 1 },
      // 12 of 120 in G1, 80, 100, 120 and one half of 120, and 2 of 120 in G2
      ...{ effectiveMin: 11 * 120 + 80 + 100 + 120 + 60 + 240, requiredMin: 66 * 120 },
      ...{ jointMin: 0, helpMin: 0 },
      // 16 and a half
      distanceM: 82_500,
      // 4 in G1 and 0.5 in G2 of 17
      coverageMean: 0.2647,
      // abcd of G1, ab of G2
      coverageUnion: 0.75,
      ...NO_GROUND,
      // 1 + 2 + 0 + 1 of 8: what a suspicious patrol says it visited is not visited
      checkpointRate: 0.5,
      ...OF_A,
      // 1 - 52 / 1980
      completeness: 0.9737,
    },
    O2: {
      ...{ dutyDays: 27, onDutyDays: 1, onDutyRate: 0.037, leaveDays: 3 },
      ...{ patrolsRequired: 54, patrolsDone: 1, completionRate: 0.0185, staggeredRate: 0.0185 },
      ...{ daysCompleted: 0, daysSuspicious: 0, daysUnverifiable: 0, daysIncomplete: 27 },
      ...{ completed: 1, incomplete: 0, suspicious: 0, unverifiable: 0, recognised: 0 },
      ...{ effectiveMin: 120, requiredMin: 6480, jointMin: 0, helpMin: 0, distanceM: 5000 },
      ...{ coverageMean: 0, coverageUnion: 0, ...NO_GROUND, checkpointRate: null },
      ...{ ...NOTHING_SAID, completeness: 1 },
    },
    O3: {
      ...{ dutyDays: 30, onDutyDays: 2, onDutyRate: 0.0667, leaveDays: 0 },
      // Two on a day that asks for one make no other day good: 1 / 30. No windows.
      ...{ patrolsRequired: 30, patrolsDone: 2, completionRate: 0.0333, staggeredRate: null },
      ...{ daysCompleted: 1, daysSuspicious: 0, daysUnverifiable: 0, daysIncomplete: 29 },
      ...{ completed: 2, incomplete: 1, suspicious: 0, unverifiable: 0, recognised: 0 },
      ...{ effectiveMin: 270, requiredMin: 2700, jointMin: 0, helpMin: 0, distanceM: 11_000 },
      // (0.5 + 0.25 + 0.25) / 3; abc
      ...{ coverageMean: 0.3333, coverageUnion: 0.75, ...NO_GROUND, checkpointRate: null },
      ...{ ...NOTHING_SAID, completeness: 1 },
    },
    O4: {
      ...{ dutyDays: 0, onDutyDays: 0, onDutyRate: null, leaveDays: 0 },
      ...{ patrolsRequired: 0, patrolsDone: 1, completionRate: null, staggeredRate: null },
      ...{ daysCompleted: 0, daysSuspicious: 0, daysUnverifiable: 0, daysIncomplete: 0 },
      ...{ completed: 1, incomplete: 0, suspicious: 0, unverifiable: 0, recognised: 0 },
      // From 9 to 10 beside A
      ...{ effectiveMin: 120, requiredMin: 0, jointMin: 60, helpMin: 120, distanceM: 5000 },
      ...{ coverageMean: 0.25, coverageUnion: 0.25, ...NO_GROUND, checkpointRate: null },
      ...{ ...NOTHING_SAID, completeness: 1 },
    },
  },
  grid: {
    G1: {
      // 7 / 30
      ...{ dutyDays: 30, onDutyDays: 7, onDutyRate: 0.2333, leaveDays: 0 },
      // 10 of A, one of X who was asked for none: 10 / 60
      ...{ patrolsRequired: 60, patrolsDone: 11, completionRate: 0.1667 },
      // 11 / 60
      staggeredRate: 0.1833,
      ...{ daysCompleted: 3, daysSuspicious: 1, daysUnverifiable: 1, daysIncomplete: 25 },
      ...{ completed: 14, incomplete: 0, suspicious: 1, unverifiable: 1, recognised: 1 },
      // A's 1,680 and X's 120
      ...{ effectiveMin: 1800, requiredMin: 7200, jointMin: 60, helpMin: 120, distanceM: 77_500 },
      // (4 + 0.25) / 16
      ...{ coverageMean: 0.2656, coverageUnion: 1 },
      // Windows end on the 7th to the 30th: whole from the 1st to the 7th, abc to the 8th and 9th, whole to the 10th to 16th, then nothing
      ...{ combRate: 0.3333, combCoverage: 0.3958, combMet: 0 },
      // Since the 10th
      ...{ stalenessMeanH: 480, stalenessMaxH: 480, unseenShare: 0 },
      // Both to the 7th, C0 to the 10th to 16th: 9 of 24 x 2
      ...{ checkpointRate: 0.5, checkpointWeekRate: 0.1875 },
      // 1 - 52 / 1860
      ...{ ...OF_A, completeness: 0.972 },
    },
    G2: {
      // 27 of B, 3 of A
      ...{ dutyDays: 30, onDutyDays: 2, onDutyRate: 0.0667, leaveDays: 3 },
      ...{ patrolsRequired: 60, patrolsDone: 3, completionRate: 0.05, staggeredRate: 0.05 },
      ...{ daysCompleted: 1, daysSuspicious: 0, daysUnverifiable: 0, daysIncomplete: 29 },
      ...{ completed: 3, incomplete: 0, suspicious: 0, unverifiable: 0, recognised: 0 },
      ...{ effectiveMin: 360, requiredMin: 7200, jointMin: 0, helpMin: 0, distanceM: 15_000 },
      ...{ coverageMean: 0.1667, coverageUnion: 0.5 },
      // Half to the 7th to 13th: 3.5 / 24
      ...{ combRate: 0, combCoverage: 0.1458, combMet: 0 },
      // ab 23 days, cd 30 since the first day on record: 26.5 x 24
      ...{ stalenessMeanH: 636, stalenessMaxH: 720, unseenShare: 0.5 },
      ...{ checkpointRate: null, checkpointWeekRate: 0, ...NOTHING_SAID, completeness: 1 },
    },
    G3: {
      ...{ dutyDays: 30, onDutyDays: 2, onDutyRate: 0.0667, leaveDays: 0 },
      ...{ patrolsRequired: 30, patrolsDone: 2, completionRate: 0.0333, staggeredRate: null },
      ...{ daysCompleted: 1, daysSuspicious: 0, daysUnverifiable: 0, daysIncomplete: 29 },
      ...{ completed: 2, incomplete: 1, suspicious: 0, unverifiable: 0, recognised: 0 },
      ...{ effectiveMin: 270, requiredMin: 2700, jointMin: 0, helpMin: 0, distanceM: 11_000 },
      ...{ coverageMean: 0.3333, coverageUnion: 0.75 },
      // One window, the month: abc
      ...{ combRate: 1, combCoverage: 0.75, combMet: 1 },
      // ab 29 days, c 1, d 30: 22.25 x 24
      ...{ stalenessMeanH: 534, stalenessMaxH: 720, unseenShare: 0.25 },
      ...{ checkpointRate: null, checkpointWeekRate: null, ...NOTHING_SAID, completeness: 1 },
    },
  },
  village: {
    V1: {
      ...{ dutyDays: 60, onDutyDays: 9, onDutyRate: 0.15, leaveDays: 3 },
      // 10 + 3 of 120; 11 + 3 of 120
      ...{ patrolsRequired: 120, patrolsDone: 14, completionRate: 0.1083, staggeredRate: 0.1167 },
      ...{ daysCompleted: 4, daysSuspicious: 1, daysUnverifiable: 1, daysIncomplete: 54 },
      ...{ completed: 17, incomplete: 0, suspicious: 1, unverifiable: 1, recognised: 1 },
      ...{ effectiveMin: 2160, requiredMin: 14_400, jointMin: 60, helpMin: 120, distanceM: 92_500 },
      // (4.25 + 0.5) / 19; 6 of 8 cells
      ...{ coverageMean: 0.25, coverageUnion: 0.75 },
      // 8 of 48; (9.5 + 3.5) / 48
      ...{ combRate: 0.1667, combCoverage: 0.2708, combMet: 0 },
      // (20 + 26.5) / 2 x 24
      ...{ stalenessMeanH: 558, stalenessMaxH: 720, unseenShare: 0.25 },
      // 9 of 96
      ...{ checkpointRate: 0.5, checkpointWeekRate: 0.0938 },
      // 1 - 52 / 2220
      ...{ ...OF_A, completeness: 0.9766 },
    },
  },
};

describeStores('Figures reckoned by hand', (store) => {
  let ids: Ids;
  let cellsOf: Map<string, string[]>;

  beforeAll(async () => {
    const { db } = store();
    const windows = [
      { from: '07:00', to: '12:00' },
      { from: '14:00', to: '19:00' },
    ];
    const checkpoints = ['C0', 'C1'].map((id) => ({
      ...{ id, name: id, position: cornerOf('G1'), radiusM: 30, minDwellS: 0 },
    }));
    ids = await seedTestWorld(db, { rules: { windows, checkpoints } });
    await sql`update officer_assignments set valid_from = ${`${FROM}T00:00:00+08:00`}`.execute(db);
    const rules = {
      ...{ ...defaultNorm().rules, patrolsPerDay: 1, minutesPerPatrol: 90 },
      ...{ periodDays: 30, coveragePerPeriod: 0.5 },
    };
    const norm = { area: 'G3', name: 'G3', rules, from: '2020-01-02T00:00:00Z' };
    expect(await putNorms(db, [norm])).toEqual({ changed: 1 });
    cellsOf = await fourCells(['G1', 'G2', 'G3']);
    for (const one of WALKS) await walk(one);
    const [officerId, substituteId] = [ids.officers.O2!, ids.officers.O1!];
    const leave = { officerId, substituteId, kind: 'leave' as const };
    await putLeave(db, [{ ...leave, firstDay: '2026-06-07', lastDay: '2026-06-09' }], NOW);
    await nameGridDays(db, { from: FROM, until: TO, now: NOW, missing: false });
    while ((await rollUpDue({ db, now: () => NOW, log: pino({ level: 'silent' }) })) > 0);
  }, 60_000);

  /** Straight onto the record: the ground of each grid is four of its cells. */
  async function fourCells(grids: string[]) {
    const { db } = store();
    const keys = grids.map((code) => ({ gridId: ids.areas[code]!, gridVersion: 1, swathM: 25 }));
    await cellSetsOf(db, keys);
    await sql`update cell_sets set cells = cells[1:4], weights = '{10000,10000,10000,10000}'`.execute(
      db,
    );
    const sets = await cellSetsOf(db, keys);
    return new Map(grids.map((code, k) => [code, [...sets[k]!.cells]]));
  }

  async function walk({ who, grid, day, at, cells, recognised, told }: Walk): Promise<void> {
    const { db } = store();
    const officerId = ids.officers[who]!;
    const start = new Date(MIDNIGHT + (day - 1) * DAY_MS + at * HOUR_MS).toISOString();
    const { rows } = await sql<{ id: number }>`
      insert into patrols (officer_id, grid_id, origin, start_time, end_time)
      values (${officerId}, ${ids.areas[grid]!}, ${recognised ? 'recognised' : 'declared'}, ${start}::timestamptz,
        ${start}::timestamptz + interval '2 hours') returning id`.execute(db);
    const patrol = { officerId, patrolId: rows[0]!.id };
    const seen = [...cells].map((cell) => cellsOf.get(grid)!['abcd'.indexOf(cell)]!);
    const verdict = verdictOf({
      ...{ outcome: 'completed', effectiveMin: 120, coverage: seen.length / 4, seen, ...told },
    });
    await recordVerdict(db, { ...patrol, normId: 1, decidedAt: NOW, verdict });
    if (told?.outcome !== 'incomplete' || who !== 'O1') return;
    const contest = await insertContest(db, { ...patrol, text: 'I was there', by: 'officer' });
    const decision = {
      decision: 'overridden',
      outcome: 'completed',
      note: 'He was',
      by: 'D',
    } as const;
    await decideContest(db, { ...patrol, contestId: contest!.id }, decision);
  }

  it.each([
    'officer',
    'grid',
    'village',
  ] as const)('are what the service says of each %s', async (level) => {
    const { db } = store();
    const areaId = ids.areas.D!;
    const moment = new Date(NOW).toISOString();
    const { rows } = await answerMetrics(
      db,
      {
        ...{ level, period: 'month', from: FROM, to: TO, format: 'json', areaId: undefined },
        ...{ unitId: undefined, metrics: undefined, limit: undefined, cursor: undefined },
        ...{ asOf: undefined, updatedSince: undefined },
      },
      {
        edition: (await findEdition(db))!,
        within: [{ id: areaId, level: 'district' }],
        units: await countUnits(db, { level, areaId, moment }),
      },
    );
    const answered = new Map(rows.map(({ code, metrics }) => [code, metrics]));
    for (const [code, figures] of Object.entries(EXPECTED[level]))
      expect([code, answered.get(code)]).toEqual([code, figures]);
  });

  it('leave out no figure of the definitions', () => {
    const all = DEFINITIONS.map(({ id }) => id).sort();
    for (const figures of Object.values(EXPECTED).flatMap((units) => Object.values(units)))
      expect(Object.keys(figures).sort()).toEqual(all);
  });
});
