import { sql } from 'kysely';
import pino from 'pino';
import { expect, it } from 'vitest';
import type { ScoreRow, ScoringRules } from '../../server/contract/metrics/scoring.ts';
import type { OfficerCategory } from '../../server/contract/people/people.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putDepartmentFigures } from '../../server/db/incidents/department-figures.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import { putLeave } from '../../server/db/people/leave.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { findEdition } from '../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../server/db/store/open.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { periodOf } from '../../server/domain/metrics/periods.ts';
import type { Question } from '../../server/domain/metrics/question.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import { SCORING_PRESETS, TEN_WITHOUTS } from '../../server/domain/scoring/presets.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../server/services/areas/cell-sets.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { takeIncidents } from '../../server/services/incidents/store-incidents.ts';
import { answerScores } from '../../server/services/metrics/score-answer.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { describeStores } from '../support/stores.ts';
import { verdictOf } from '../support/verdicts.ts';
import { cornerOf, SIDE_DEG, SINCE, testWorld } from '../support/world.ts';

/*
 * A month of each place with every score reckoned by hand. Officers hold their grids from June 21 on: ten days of duty, and where two
 * patrols a day are asked, twenty patrols.
 *
 *   A walks twice a day, ten days:                       20 of 20 done, on duty 10 of 10
 *   B walks once a day, ten days:                        10 of 20,      10 of 10
 *   C walks three times a day on five days:              10 of 20 (what is done thrice makes no other day good), 5 of 10
 *   D never walks:                                        0 of 20
 *   H walks as A does; both patrols of one day are suspicious: 18 of 20, 10 of 10
 *   L is on leave for six of the ten days, and never walks
 *   P is of whom the place asks something else, or nothing; holds G3 alone
 *
 * Whoever walks sees the whole grid. There are no checkpoints: that term is left out and the others count for it.
 */
const FROM = '2026-06-21';
/** 08:00 in the district's time zone on that day. */
const EIGHT = Date.UTC(2026, 5, 21, 0);
const NOW = Date.UTC(2026, 6, 6);
const NEVER = NOW + 3650 * DAY_MS;
const GRIDS = { A: 'G1', B: 'G1', C: 'G1', D: 'G2', H: 'G2', L: 'G2', P: 'G3' } as const;
type Who = keyof typeof GRIDS;
const WHO = Object.keys(GRIDS) as Who[];

interface Place {
  scenario: string;
  /** What P is. */
  p: { category: OfficerCategory; rural?: true; walksDays?: number; finds?: true };
  /** Of the preset, where this small place needs other numbers. */
  rules?: Partial<ScoringRules>;
  expected: Record<Who, Partial<ScoreRow>>;
  /** Of the grids, where the place has such a list. */
  honour?: Record<string, boolean>;
}

const unranked = (why: ScoreRow['unranked']) => ({ rank: null, unranked: why });

const PLACES: Place[] = [
  {
    // Patrols 35, on duty 20, coverage 25; 20 for checkpoints is left out: all counts x 100 / 80 = 1.25. No finds in this scheme.
    scenario: 'luqiao',
    p: { category: 'part-time' },
    expected: {
      // (35 + 20 + 25) x 1.25
      A: { total: 100, factor: 1.25, rank: 1, stars: 5 },
      // Half of the patrols is the foot: 0; (0 + 20 + 25) x 1.25
      B: { total: 56.25, rank: 3, stars: 1 },
      // Half of the days lies below the foot of 0.6: 0; (0 + 0 + 25) x 1.25
      C: { total: 31.25, rank: 4, stars: 0 },
      D: { total: 0, factor: 0, rank: 5, stars: 0 },
      // (0.9 - 0.5) / 0.5 x 35 = 28; (28 + 20 + 25) x 1.25 = 91.25, less 2 x 5 for the suspicious
      H: { total: 81.25, rank: 2, stars: 3 },
      L: unranked('on-leave'),
      // Part-time officers owe none.
      P: unranked('nothing-to-rank'),
    },
  },
  {
    // Patrols 60, on duty 40. Of three patrols a day the third finds its window taken.
    scenario: 'shawan',
    p: { category: 'full-time', rural: true },
    expected: {
      A: { total: 100, factor: 1, rank: 1 },
      B: { total: 40, rank: 3 },
      C: { total: 0, factor: 1, rank: 4 },
      D: { total: 0, factor: 0, rank: 4 },
      // 0.8 x 60 + 40
      H: { total: 88, rank: 2 },
      L: unranked('on-leave'),
      // Rural officers have no handheld and owe none.
      P: unranked('nothing-to-rank'),
    },
  },
  {
    // Patrols 30, on duty 30, coverage 25; 15 for checkpoints is left out: all counts x 100 / 85 = 1.1765. Of five ranked two fifths are listed.
    scenario: 'rencheng',
    p: { category: 'specialist' },
    rules: {
      lastShare: 0.4,
      ranking: { minDutyDays: 10, minCompleteness: 0.6, maxLeaveShare: 0.5 },
    },
    expected: {
      // 85 x 1.1765 = 100.0025
      A: {
        total: 100,
        factor: 1.1765,
        rank: 1,
        last: false,
        listed: 2,
        honour: { qualifies: true, matters: 0 },
      },
      // 55 x 1.1765 = 64.7075
      B: { total: 64.71, rank: 3, last: false, honour: { qualifies: true, matters: 0 } },
      // 25 x 1.1765 = 29.4125
      C: { total: 29.41, rank: 4, last: true, honour: { qualifies: true, matters: 0 } },
      D: { total: 0, rank: 5, last: true, honour: { qualifies: false, matters: 2 } },
      // (24 + 30 + 25) x 1.1765 = 92.9435; the police have two drug cases on record in G2
      H: { total: 92.94, rank: 2, last: false, honour: { qualifies: false, matters: 2 } },
      L: unranked('on-leave'),
      P: unranked('nothing-to-rank'),
    },
    // In G1 a patrol found a crime, which does not count; G2 has the drug cases; nobody patrolled G3.
    honour: { G1: true, G2: false, G3: false },
  },
  {
    // As in Luqiao, with the points of what each found added. A found four matters of 4.1 points, all of them in G2, which others hold.
    scenario: 'xindu',
    p: { category: 'specialist', finds: true },
    expected: {
      // 100 + 4 x 4.1
      A: { total: 116.4, rank: 1 },
      B: { total: 56.25, rank: 3 },
      C: { total: 31.25, rank: 4 },
      D: { total: 0, rank: 5 },
      H: { total: 81.25, rank: 2 },
      L: unranked('on-leave'),
      // Staff of the centres are scored by their own content: one matter found.
      P: { total: 4.1, rank: 1, peers: 1 },
    },
  },
  {
    // The same for full-time officers; part-time ones with a grid walk once a day: patrols 60, on duty 40.
    scenario: 'kaifeng',
    p: { category: 'part-time', walksDays: 8, finds: true },
    expected: {
      A: { total: 116.4, rank: 1 },
      B: { total: 56.25, rank: 3 },
      C: { total: 31.25, rank: 4 },
      // Never walked, and holds no point of what A found in the grid.
      D: { total: 0, rank: 5 },
      H: { total: 81.25, rank: 2 },
      L: unranked('on-leave'),
      // Eight of ten patrols: (0.8 - 0.5) / 0.5 x 60 = 36; (0.8 - 0.6) / 0.4 x 40 = 20; one matter of 4.1 found
      P: { total: 60.1, rank: 1, peers: 1 },
    },
  },
];

/** Hours after eight at which each walk of a day begins, day by day. */
const WALKS: Record<Exclude<Who, 'P'>, (day: number) => number[]> = {
  A: () => [0, 8],
  B: () => [0],
  C: (day) => (day < 5 ? [0, 8, 11] : []),
  D: () => [],
  H: () => [0, 8],
  L: () => [],
};

describeStores('A month reckoned by hand', (store) => {
  for (const place of PLACES)
    it(`of ${place.scenario} is what the service says`, async () => {
      const { db } = store();
      const ids = await settle(db, place);
      await walk(db, place, ids);
      await find(db, place, ids);
      await putLeave(
        db,
        {
          ...{ officerId: ids.officers.L!, firstDay: FROM, lastDay: '2026-06-26' },
          ...{ kind: 'leave', substituteId: null },
        },
        NOW,
      );
      await nameGridDays(db, { from: FROM, until: '2026-07-01', now: NOW, missing: false });
      while ((await rollUpDue({ db, now: () => NOW, log: pino({ level: 'silent' }) })) > 0);
      const officers = await ask(db, place, 'officer', ids.areas.D!);
      for (const who of WHO)
        expect([who, officers.get(who)]).toMatchObject([who, place.expected[who]]);
      if (!place.honour) return;
      const grids = await ask(db, place, 'grid', ids.areas.D!);
      const listed = [...grids].map(([code, { honour }]) => [code, honour!.qualifies]);
      expect(Object.fromEntries(listed)).toEqual(place.honour);
    }, 60_000);
});

type Ids = Record<'areas' | 'officers', Record<string, number>>;

/** The district under the place's norms, empty but for them. */
async function settle(db: Db, { scenario, p }: Place): Promise<Ids> {
  for (const table of ['incidents', 'matters', 'areas', 'officers', 'handhelds'])
    await sql.raw(`truncate ${table} cascade`).execute(db);
  await sql.raw('truncate day_rollups, day_verdicts, ground_days, rollup_jobs').execute(db);
  const world = testWorld(WHO.map((code) => ({ code, grid: GRIDS[code], handheld: `H${code}` })));
  const areas = world.areas.map((area) =>
    p.rural && area.code === 'G3' ? { ...area, gridType: 'rural' as const } : area,
  );
  const officers = world.officers.map((one) =>
    one.code === 'P' ? { ...one, category: p.category } : one,
  );
  const { norms } = PRESETS[scenario]!;
  const since = new Date(`${FROM}T00:00:00+08:00`);
  const everyone = norms.find(({ gridType, officerCategory }) => !gridType && !officerCategory)!;
  await seedWorld(
    db,
    { ...world, areas, officers },
    { from: SINCE, officersFrom: since, rules: everyone.rules },
  );
  const put = await putNorms(
    db,
    norms
      .filter((norm) => norm !== everyone)
      .map(({ gridType, officerCategory, name, rules }) => ({
        ...{ area: 'D', name: name.en, from: SINCE.toISOString(), rules },
        ...(gridType && { gridType }),
        ...(officerCategory && { officerCategory }),
      })),
  );
  expect(put).not.toHaveProperty('refused');
  await putIncidentCategories(db, [
    { code: 'street', nameZh: '街', nameEn: 'Street', points: 4.1 },
    ...TEN_WITHOUTS.map((code) => ({ code, nameZh: code, nameEn: code, points: 0 })),
  ]);
  const idsOf = async (table: 'areas' | 'officers') => {
    const rows = await db.selectFrom(table).select(['id', 'code']).execute();
    return Object.fromEntries(rows.map(({ id, code }) => [code, id]));
  };
  return { areas: await idsOf('areas'), officers: await idsOf('officers') };
}

async function walk(db: Db, { p }: Place, ids: Ids): Promise<void> {
  const walks = { ...WALKS, P: (day: number) => (day < (p.walksDays ?? 0) ? [0] : []) };
  for (const who of WHO) {
    const key = { officerId: ids.officers[who]!, gridId: ids.areas[GRIDS[who]]! };
    const [set] = await cellSetsOf(db, [{ gridId: key.gridId, gridVersion: 1, swathM: 25 }]);
    for (let day = 0; day < 10; day++)
      for (const hour of walks[who](day)) {
        const startMs = EIGHT + day * DAY_MS + hour * HOUR_MS;
        const patrolId = await startPatrol(db, { ...key, startMs, dueAt: NEVER });
        await endPatrol(db, { ...key, endMs: startMs + 2 * HOUR_MS, dueAt: NEVER });
        const outcome = who === 'H' && day === 4 ? 'suspicious' : 'completed';
        const verdict = verdictOf({ outcome, effectiveMin: 120, coverage: 1, seen: set!.cells });
        await recordVerdict(db, { ...key, patrolId, normId: 1, decidedAt: NOW, verdict });
      }
  }
}

/** What handhelds and a department reported. */
async function find(db: Db, { p }: Place, ids: Ids): Promise<void> {
  const report = async (who: Who, grid: string, category: string, count: number) => {
    const corner = cornerOf(grid);
    const incidents = Array.from({ length: count }, (_, k) => ({
      ...{ id: `${who}/${category}/${k}`, category, severity: 'minor' as const },
      ...{ foundBy: 'detected' as const, from: new Date(EIGHT + DAY_MS).toISOString() },
      position: { lng: corner.lng + SIDE_DEG / 2, lat: corner.lat + SIDE_DEG / 2 },
    }));
    await takeIncidents(
      db,
      { incidents, withdrawals: [] },
      { by: `handheld:H${who}`, within: null },
    );
  };
  await report('A', 'G2', 'street', 4);
  if (p.finds) await report('P', 'G3', 'street', 1);
  await report('A', 'G1', 'crime', 1);
  const drugs = { id: '1', department: 'police', grid: 'G2', day: '2026-06-25', kind: 'drugs' };
  const where = { within: ids.areas.D!, moment: NOW };
  expect(await putDepartmentFigures(db, [{ ...drugs, count: 2 }], where)).toEqual({ changed: 1 });
}

async function ask(
  db: Db,
  { scenario, rules: own }: Place,
  level: Question['level'],
  areaId: number,
): Promise<Map<string, ScoreRow>> {
  const rules = { ...SCORING_PRESETS[scenario]!.rules, ...own };
  const { rows } = await answerScores(
    db,
    {
      ...{ level, period: rules.period, ...periodOf(FROM, rules.period), format: 'json' },
      ...{ areaId: undefined, unitId: undefined, metrics: undefined, limit: undefined },
      ...{ cursor: undefined, asOf: undefined, updatedSince: undefined },
    },
    {
      edition: (await findEdition(db))!,
      within: [{ id: areaId, level: 'district' }],
      versionFor: () => ({
        ...{ id: 1, code: scenario, area: 'D', areaId, version: 1, from: FROM, to: null, rules },
        name: { zh: '', en: '' },
      }),
      offset: 0,
    },
  );
  return new Map(rows.map((row) => [row.code, row]));
}
