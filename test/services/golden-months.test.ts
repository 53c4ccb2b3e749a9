import { sql } from 'kysely';
import pino from 'pino';
import { beforeAll, expect, it } from 'vitest';
import type { CaseStep } from '../../server/contract/cases/case.ts';
import type { OfficerCategory } from '../../server/contract/people/people.ts';
import type { PostInput } from '../../server/contract/people/post.ts';
import type { ScoringRules } from '../../server/contract/scoring/rules.ts';
import type { ScoreRow } from '../../server/contract/scoring/scores.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putDeadlines } from '../../server/db/cases/deadlines.ts';
import { putDepartments } from '../../server/db/cases/departments.ts';
import { putDepartmentFigures } from '../../server/db/incidents/department-figures.ts';
import { putPosts } from '../../server/db/people/posts.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { findEdition } from '../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../server/db/store/open.ts';
import { CASE_PRESETS } from '../../server/domain/cases/presets.ts';
import { periodOf } from '../../server/domain/metrics/periods.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import { SCORING_PRESETS, TEN_WITHOUTS } from '../../server/domain/scoring/presets.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../server/services/areas/cell-sets.ts';
import { openByHand, plainFact } from '../../server/services/cases/open-cases.ts';
import { recordChangedCases } from '../../server/services/cases/record-cases.ts';
import { takeFacts } from '../../server/services/cases/take-step.ts';
import { takeIncidents } from '../../server/services/incidents/store-incidents.ts';
import { answerScores, type ScoreQuestion } from '../../server/services/metrics/score-answer.ts';
import { putLeave } from '../../server/services/people/put-leave.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { cornerOf, type Ids, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/*
 * June of each place, with every score reckoned by hand. Ten officers, three grids; two patrols of two hours a day are asked of who walks:
 *
 *                                              done              duty days      windows of staggered hours
 *   A walks at 8 and 16, every day             60 of 60          30 of 30       60 of 60
 *   B walks at 8, every day                    30 of 60          30 of 30       30 of 60
 *   C walks at 8, 16 and 19 until the 15th     30 of 60 (a)      15 of 30       30 of 60
 *   D never walks                               0 of 60           0 of 30        0 of 60
 *   E as A, but is absent from the 25th        48 of 60          24 of 30       48 of 60
 *   F as A, but is on leave until the 12th     36 of 36          18 of 18       36 of 36
 *   S as A, and stands in for F at 10:30 and
 *     18:30, but for the last three days       78 of 84 (b)      39 of 42       78 of 84
 *   H as A; both patrols of the 5th, 15th and
 *     25th are suspicious                      54 of 60          30 of 30       54 of 60
 *   L on leave until the 20th, never walks     on leave for 20 of 30 days
 *   P is of whom the place asks something else, or nothing
 *
 * (a) what is done thrice makes no other day good; (b) 0.9286. Whoever walks sees the whole grid. There are no checkpoints: that term is
 * left out and the others count for it. G1 is of A, B, C, E and S, G2 of D, F, H and L, both in village V1; G3 is P's.
 *
 * Five of the matters found became cases on the 2nd at 8: one H handled within a day and was closed; another is H's and still open; the roads
 * department closed one in two days, rated 5, and one in six, sent back once, rated 3; the water department one in two, rated 5.
 *
 * W is leader of V1 all the month, I instructor of G2 from the 16th on: rated by those of their grids who have a rank, by the days.
 */
const GRIDS = {
  ...{ A: 'G1', B: 'G1', C: 'G1', E: 'G1', S: 'G1' },
  ...{ D: 'G2', F: 'G2', H: 'G2', L: 'G2', P: 'G3' },
} as const;
type Officer = keyof typeof GRIDS;
type Who = Officer | 'W' | 'I';
const OFFICERS = Object.keys(GRIDS) as Officer[];

const FROM = '2026-06-01';
const DAYS = 30;
/** Midnight in the district's time zone on that day. */
const MIDNIGHT = Date.UTC(2026, 4, 31, 16);
const NOW = Date.UTC(2026, 6, 6);
const dayText = (day: number) => `2026-06-${String(day).padStart(2, '0')}`;

/** Hours at which the patrols of a day (1 to 30) begin. */
const WALKS: Record<Officer, (day: number) => number[]> = {
  A: () => [8, 16],
  B: () => [8],
  C: (day) => (day <= 15 ? [8, 16, 19] : []),
  D: () => [],
  E: (day) => (day < 25 ? [8, 16] : []),
  F: (day) => (day > 12 ? [8, 16] : []),
  S: () => [8, 16],
  H: () => [8, 16],
  L: () => [],
  // Where part-time officers patrol: once a day, but for the last six days.
  P: (day) => (day <= 24 ? [9] : []),
};
/** S in F's grid. */
const STANDS_IN = (day: number) => (day <= 9 ? [10.5, 18.5] : []);
const isSuspicious = (who: Officer, day: number) => who === 'H' && day % 10 === 5;

interface Place {
  scenario: string;
  /** What P is, and whether P holds G3 or else is staff of the town. */
  p: { category: OfficerCategory; rural?: true; walks?: true; staff?: true };
  /** Of the preset, where this small place needs other numbers. */
  rules?: Partial<ScoringRules>;
  expected: Partial<Record<Who, Partial<ScoreRow>>>;
  /** Of the departments, where the place scores them. */
  departments?: Record<string, Partial<ScoreRow>>;
  /** Points of what each found that was closed. */
  foundClosed?: Partial<Record<Who, number>>;
  /** Totals of areas. */
  areas: Record<'G1' | 'G2' | 'V1', number>;
  /** Of the grids, where the place has such a list. */
  honour?: Record<string, boolean>;
}

/** Officers by the cases of what they found. */
const FOUND: Partial<ScoringRules> = {
  sections: [
    {
      ...{ level: 'officer', base: 0 },
      terms: [
        {
          ...{ id: 'found', name: { zh: '', en: '' }, role: 'bonus', max: 100 },
          source: { cases: 'points', credit: 'finder' },
          scale: { kind: 'each', points: 1 },
        },
      ],
    },
  ],
};

const unranked = (why: ScoreRow['unranked']) => ({ rank: null, unranked: why });
const onLeave = unranked('on-leave');

/**
 * By patrols 35, on duty 20, coverage 25, times 1.25. G1: 228 of 300 patrols, 18.2, and 129 of 150 days, 13. G2: 54 of H, 36 of F and 18 of S of 200, 2.8, and 57
 * of 100 days, below the foot. V1: 336 of 500, 12.04, and 186 of 250, 7.2. All of the ground was seen.
 */
const GENERAL_AREAS = { G1: 70.25, G2: 34.75, V1: 55.3 };

const PLACES: Place[] = [
  {
    // Patrols 35, on duty 20, coverage 25; 20 for checkpoints is left out: all counts x 100 / 80 = 1.25. No finds in this scheme.
    scenario: 'luqiao',
    areas: GENERAL_AREAS,
    p: { category: 'part-time' },
    expected: {
      // (35 + 20 + 25) x 1.25
      A: { total: 100, factor: 1.25, rank: 1, stars: 5 },
      F: { total: 100, rank: 1, stars: 5 },
      // (0.9286 - 0.5) / 0.5 x 35 = 30; (0.9286 - 0.6) / 0.4 x 20 = 16.43; (30 + 16.43 + 25) x 1.25 = 89.2875
      S: { total: 89.29, rank: 3, stars: 4 },
      // (0.9 - 0.5) / 0.5 x 35 = 28; (28 + 20 + 25) x 1.25 = 91.25, less 6 x 5, but 20 at most
      H: { total: 71.25, rank: 4, stars: 3 },
      // 0.6 x 35 = 21; (0.8 - 0.6) / 0.4 x 20 = 10; (21 + 10 + 25) x 1.25
      E: { total: 70, rank: 5, stars: 3 },
      // Half of the patrols is the foot: 0; (0 + 20 + 25) x 1.25
      B: { total: 56.25, rank: 6, stars: 1 },
      // Half of the days lies below the foot of 0.6: (0 + 0 + 25) x 1.25
      C: { total: 31.25, rank: 7, stars: 0 },
      D: { total: 0, factor: 0, rank: 8, stars: 0 },
      L: onLeave,
      // Part-time officers owe none.
      P: unranked('nothing-to-rank'),
      // A 5, F 5, S 4, H 3, E 3, B 1, C 0, D 0, thirty days each: 21 / 8 = 2.625 of 5 stars
      W: { total: 52.5, rank: 1, peers: 1, post: 'leader', stars: 1 },
      // F 5, H 3, D 0, fifteen days each: 2.6667 of 5 stars
      I: { total: 53.33, rank: 1, peers: 1, post: 'instructor' },
    },
  },
  {
    // Patrols 40, staggered hours 20, on duty 40. Of three patrols a day the third finds its window taken.
    scenario: 'shawan',
    areas: GENERAL_AREAS,
    p: { category: 'full-time', rural: true },
    expected: {
      A: { total: 100, factor: 1, rank: 1 },
      F: { total: 100, rank: 1 },
      // 0.8 x 40 + 0.8 x 20 + 40: two windows of suspicious patrols on each of three days are not kept
      H: { total: 88, rank: 3 },
      // 0.8572 x 40 = 34.29; 0.8572 x 20 = 17.14; 0.8215 x 40 = 32.86
      S: { total: 84.29, rank: 4 },
      // 0.6 x 40 + 0.6 x 20 + 0.5 x 40
      E: { total: 56, rank: 5 },
      // Of twice a day and of staggered hours one half: the foot of both. Every day on duty.
      B: { total: 40, rank: 6 },
      C: { total: 0, factor: 1, rank: 7 },
      D: { total: 0, factor: 0, rank: 7 },
      L: onLeave,
      // Rural officers have no handheld and owe none.
      P: unranked('nothing-to-rank'),
      // Shawan says nothing of how leaders are rated.
      W: unranked('nothing-to-rank'),
    },
  },
  {
    // Patrols 30, on duty 30, coverage 25; 15 for checkpoints is left out: all counts x 100 / 85 = 1.1765. Two fifths of eight: three are listed.
    scenario: 'rencheng',
    // Patrols 30, comb-like windows 40 and staleness 15 full, times 1.1765: 15.6, 2.4 and 10.32 for patrols
    areas: { G1: 83.06, G2: 67.53, V1: 76.85 },
    p: { category: 'specialist' },
    rules: {
      lastShare: 0.4,
      ranking: { minDutyDays: 10, minCompleteness: 0.6, maxLeaveShare: 0.5 },
    },
    expected: {
      // 85 x 1.1765 = 100.0025
      A: {
        ...{ total: 100, factor: 1.1765, rank: 1, last: false, listed: 3 },
        honour: { qualifies: true, matters: 0, lacks: [] },
      },
      // The police have two drug cases on record in G2, on the 25th.
      F: { total: 100, rank: 1, honour: { qualifies: false, matters: 2, lacks: ['matters'] } },
      // (24 + 30 + 25) x 1.1765 = 92.9435
      H: {
        total: 92.94,
        rank: 3,
        last: false,
        honour: { qualifies: false, matters: 2, lacks: ['matters'] },
      },
      // 0.8572 x 30 = 25.716; 0.8215 x 30 = 24.645; (25.72 + 24.65 + 25) x 1.1765 = 88.6728; stood in G2 on other days
      S: { total: 88.67, rank: 4, last: false, honour: { qualifies: true, matters: 0, lacks: [] } },
      // (18 + 15 + 25) x 1.1765 = 68.237
      E: { total: 68.24, rank: 5, last: false },
      // 55 x 1.1765 = 64.7075
      B: { total: 64.71, rank: 6, last: true, honour: { qualifies: true, matters: 0, lacks: [] } },
      // 25 x 1.1765 = 29.4125
      C: { total: 29.41, rank: 7, last: true },
      // Walked on no day
      D: {
        total: 0,
        rank: 8,
        last: true,
        honour: { qualifies: false, matters: 2, lacks: ['patrol', 'matters'] },
      },
      L: onLeave,
      P: unranked('nothing-to-rank'),
    },
    departments: {
      // None sent back: 60; 24 hours to handle: (72 - 24) / (72 - 8) x 40 = 30
      water: { total: 90, rank: 1, peers: 2 },
      // Half sent back: the foot. 22 + 72 and 24 hours, 59 in the median: 13 / 64 x 40 = 8.125
      roads: { total: 8.13, rank: 2 },
    },
    // In G1 a patrol found a crime, which does not count; G2 has the drug cases; nobody patrolled G3.
    honour: { G1: true, G2: false, G3: false },
  },
  {
    // As in Luqiao, with the points of what each found added, and without stars. A found four matters of 4.1 points, all of them in G2.
    scenario: 'xindu',
    areas: GENERAL_AREAS,
    p: { category: 'specialist', staff: true },
    expected: {
      // 100 + 4 x 4.1
      A: { total: 116.4, rank: 1 },
      F: { total: 100, rank: 2 },
      S: { total: 89.29, rank: 3 },
      H: { total: 71.25, rank: 4 },
      E: { total: 70, rank: 5 },
      B: { total: 56.25, rank: 6 },
      C: { total: 31.25, rank: 7 },
      D: { total: 0, rank: 8 },
      L: onLeave,
      // Staff of the centres hold no grid and are scored by their own content: one matter found.
      P: { total: 4.1, rank: 1, peers: 1, post: 'staff', parent: 'T' },
      // 534.44 / 8 = 66.805 of 100
      W: { total: 66.81, rank: 1, peers: 1 },
    },
  },
  {
    // The same for full-time officers, and the points of cases handled; part-time ones with a grid walk once a day: patrols 60, on duty 40.
    scenario: 'kaifeng',
    areas: GENERAL_AREAS,
    p: { category: 'part-time', walks: true },
    expected: {
      A: { total: 116.4, rank: 1 },
      F: { total: 100, rank: 2 },
      S: { total: 89.29, rank: 3 },
      // 91.25 less 20, and the 4.1 points of the case that was closed
      H: { total: 75.35, rank: 4 },
      E: { total: 70, rank: 5 },
      B: { total: 56.25, rank: 6 },
      C: { total: 31.25, rank: 7 },
      // Never walked, and holds no point of what A found in the grid.
      D: { total: 0, rank: 8 },
      L: onLeave,
      // 24 of 30 patrols: (0.8 - 0.5) / 0.5 x 60 = 36; (0.8 - 0.6) / 0.4 x 40 = 20; one matter of 4.1 found
      P: { total: 60.1, rank: 1, peers: 1 },
    },
    departments: {
      // In time 40, accepted at the first check 20, rated 5 of 5: 40
      water: { total: 100, rank: 1, peers: 2 },
      // One of two late, one of two sent back: the foot of both. Rated 4: (4 - 1) / (5 - 1) x 40 = 30
      roads: { total: 30, rank: 2 },
    },
    // Three of A's four are closed; H, who handled one, found none.
    foundClosed: { A: 12.3, P: 4.1, H: 0 },
  },
];

describeStores('A month reckoned by hand', (store) => {
  let ids: Ids;

  /** What is the same in every place: who walked when, what was found, who was away. */
  beforeAll(async () => {
    const { db } = store();
    const officers = OFFICERS.map((code) => ({ code, grid: GRIDS[code], handheld: `H${code}` }));
    const others = ['W', 'I'].map((code) => ({ code, grid: null, handheld: `H${code}` }));
    ids = await seedTestWorld(db, { officers: [...officers, ...others] });
    await sql`update officer_assignments set valid_from = ${`${FROM}T00:00:00+08:00`}`.execute(db);
    await putIncidentCategories(db, [
      { code: 'street', nameZh: '街', nameEn: 'Street', points: 4.1 },
      ...TEN_WITHOUTS.map((code) => ({ code, nameZh: code, nameEn: code, points: 0 })),
    ]);
    for (const who of OFFICERS) await walk(db, ids, { who, grid: GRIDS[who], hours: WALKS[who] });
    await walk(db, ids, { who: 'S', grid: 'G2', hours: STANDS_IN });
    await find(db, ids);
    await handle(db, ids);
    const leave = { firstDay: FROM, kind: 'leave' as const };
    const [F, L, S] = [ids.officers.F!, ids.officers.L!, ids.officers.S!];
    await putLeave(db, [{ ...leave, officerId: F, lastDay: dayText(12), substituteId: S }], NOW);
    await putLeave(db, [{ ...leave, officerId: L, lastDay: dayText(20), substituteId: null }], NOW);
  }, 60_000);

  for (const place of PLACES)
    it(`of ${place.scenario} is what the service says`, async () => {
      const { db } = store();
      await settle(db, place, ids);
      const officers = await ask(db, place, 'officer', ids.areas.D!);
      for (const [who, expected] of Object.entries(place.expected))
        expect([who, officers.get(who)]).toMatchObject([who, expected]);
      for (const level of ['grid', 'village'] as const)
        for (const [code, { total }] of await ask(db, place, level, ids.areas.D!))
          if (code in place.areas) expect({ ...place.areas, [code]: total }).toEqual(place.areas);
      if (place.departments) {
        const departments = await ask(db, place, 'department', ids.areas.D!);
        expect(Object.fromEntries(departments)).toMatchObject(place.departments);
      }
      if (place.foundClosed) {
        const found = await ask(db, { ...place, rules: FOUND }, 'officer', ids.areas.D!);
        const totals = [...found].map(([code, { total }]) => [code, total]);
        expect(Object.fromEntries(totals)).toMatchObject(place.foundClosed);
      }
      if (!place.honour) return;
      const grids = await ask(db, place, 'grid', ids.areas.D!);
      const listed = [...grids].map(([code, { honour }]) => [code, honour!.qualifies]);
      expect(Object.fromEntries(listed)).toEqual(place.honour);
    }, 60_000);
});

/** Puts a place's norms, its P and its posts in the place of what was there, and rolls the month up. */
async function settle(db: Db, { scenario, p }: Place, ids: Ids): Promise<void> {
  const { norms } = PRESETS[scenario as keyof typeof PRESETS];
  await sql`truncate norms, posts, day_rollups, day_verdicts, ground_days, rollup_jobs cascade`.execute(
    db,
  );
  // Straight onto the record: the service lets no norm start before what was judged.
  for (const { gridType, officerCategory, rules } of norms)
    await sql`
      with put as (
        insert into norms (area_id, grid_type, officer_category, name)
        values (${ids.areas.D!}, ${gridType ?? null}, ${officerCategory ?? null}, '') returning id
      )
      insert into norm_versions (norm_id, version, rules, valid_from)
      select id, 1, ${JSON.stringify(rules)}::jsonb, '2020-01-01' from put`.execute(db);
  const [P, G3] = [ids.officers.P!, ids.areas.G3!];
  await sql`update officers set category = ${p.category} where id = ${P}`.execute(db);
  await sql`update area_versions set grid_type = ${p.rural ? 'rural' : 'urban'} where area_id = ${G3}`.execute(
    db,
  );
  await sql`delete from officer_assignments where officer_id = ${P}`.execute(db);
  if (!p.staff)
    await sql`insert into officer_assignments (officer_id, area_id, valid_from)
      values (${P}, ${G3}, ${`${FROM}T00:00:00+08:00`})`.execute(db);
  // Where P does not walk, P's patrols are in no grid of the place, and what lay in G3 was found by nobody.
  const walked = p.walks ? G3 : ids.areas.T!;
  await sql`update patrols set grid_id = ${walked} where officer_id = ${P}`.execute(db);
  const finder = p.walks || p.staff ? P : null;
  await sql`update matters set finder_id = ${finder} where incident_id = 'P/street/0'`.execute(db);
  const posts: PostInput[] = [
    { officer: 'W', area: 'V1', role: 'leader', firstDay: FROM, lastDay: null },
    { officer: 'I', area: 'G2', role: 'instructor', firstDay: dayText(16), lastDay: null },
    ...(p.staff
      ? [{ officer: 'P', area: 'T', role: 'staff' as const, firstDay: FROM, lastDay: null }]
      : []),
  ];
  const where = { within: ids.areas.D!, moment: NOW };
  expect(await putPosts(db, posts, where)).toEqual({ changed: posts.length });
  await nameGridDays(db, { from: FROM, until: '2026-07-01', now: NOW, missing: false });
  while ((await rollUpDue({ db, now: () => NOW, log: pino({ level: 'silent' }) })) > 0);
}

/** Patrols of two hours that saw the whole grid, and their verdicts. */
async function walk(
  db: Db,
  ids: Ids,
  { who, grid, hours }: { who: Officer; grid: string; hours: (day: number) => number[] },
): Promise<void> {
  const [officerId, gridId] = [ids.officers[who]!, ids.areas[grid]!];
  const [set] = await cellSetsOf(db, [{ gridId, gridVersion: 1, swathM: 25 }]);
  const walks = Array.from({ length: DAYS }, (_, k) => k + 1).flatMap((day) =>
    hours(day).map((hour) => ({
      start: new Date(MIDNIGHT + (day - 1) * DAY_MS + hour * HOUR_MS).toISOString(),
      outcome: isSuspicious(who, day) ? ('suspicious' as const) : ('completed' as const),
    })),
  );
  const bodies = (['suspicious', 'completed'] as const).map((outcome) => ({
    outcome,
    body: verdictOf({ outcome, effectiveMin: 120, coverage: 1, seen: set!.cells }),
  }));
  await sql`
    with walked as (
      insert into patrols (officer_id, grid_id, origin, start_time, end_time)
      select ${officerId}::bigint, ${gridId}::bigint, 'declared', start, start + interval '2 hours'
      from unnest(${walks.map(({ start }) => start)}::timestamptz[]) as w (start)
      returning id, start_time
    )
    insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set, grid_version,
      norm_id, norm_version, rule_set, body)
    select ${officerId}::bigint, p.id, 1, ${new Date(NOW).toISOString()}, w.outcome, 120, 1, 'test', 1, 1, 1, 'test', b.body
    from walked p
    join unnest(${walks.map(({ start }) => start)}::timestamptz[], ${walks.map(({ outcome }) => outcome)}::text[])
      as w (start, outcome) on w.start = p.start_time
    join jsonb_to_recordset(${JSON.stringify(bodies)}::text::jsonb) as b (outcome text, body jsonb) on b.outcome = w.outcome`.execute(
    db,
  );
}

/** What handhelds and a department reported. */
async function find(db: Db, ids: Ids): Promise<void> {
  const report = async (who: Officer, grid: string, category: string, count: number) => {
    const corner = cornerOf(grid);
    const incidents = Array.from({ length: count }, (_, k) => ({
      ...{ id: `${who}/${category}/${k}`, category, severity: 'minor' as const },
      ...{ foundBy: 'detected' as const, from: '2026-06-02T00:00:00Z' },
      position: { lng: corner.lng + SIDE_DEG / 2, lat: corner.lat + SIDE_DEG / 2 },
    }));
    const by = `handheld:H${who}`;
    await takeIncidents(db, { incidents, withdrawals: [] }, { by, within: null });
  };
  await report('A', 'G2', 'street', 4);
  await report('P', 'G3', 'street', 1);
  await report('A', 'G1', 'crime', 1);
  const drugs = { id: '1', department: 'police', grid: 'G2', day: dayText(25), kind: 'drugs' };
  const where = { within: ids.areas.D!, moment: NOW };
  expect(await putDepartmentFigures(db, [{ ...drugs, count: 2 }], where)).toEqual({ changed: 1 });
}

/** Makes cases of what was found, and puts on record what was done about them, in hours from then on. */
async function handle(db: Db, ids: Ids): Promise<void> {
  const OPENED = MIDNIGHT + DAY_MS + 8 * HOUR_MS;
  const area = { area: 'D', category: null, severity: null };
  const deadline = { ...area, rules: CASE_PRESETS.kaifeng.rules, from: '2026-05-01T00:00:00Z' };
  expect(await putDeadlines(db, [deadline])).toEqual({ changed: 1 });
  const units = ['roads', 'water'].map((code) => ({
    ...{ code, name: code, kind: 'department' as const, duties: [{ area: 'D' }] },
  }));
  expect(await putDepartments(db, units, { homeAreaId: ids.areas.D!, nowMs: NOW })).toEqual({
    changed: 2,
  });
  const { rows } = await sql<{
    code: string;
    id: number;
  }>`select code, id from departments`.execute(db);
  const departmentOf = new Map(rows.map(({ code, id }) => [code, id]));
  const work = async (incidentId: string, who: string, done: [number, string, object?][]) => {
    const opened = await openByHand(db, { incidentId, by: 'city', nowMs: OPENED, why: null });
    const to = departmentOf.has(who)
      ? { toDepartmentId: departmentOf.get(who)! }
      : { toOfficerId: ids.officers[who]! };
    const steps: [number, string, object?][] = [[1, 'accept'], [2, 'dispatch', to], ...done];
    const facts = steps.map(([hour, step, told], n) =>
      plainFact({
        ...{ caseId: opened!.case.id, id: `${n}`, by: 'city', level: 'city' },
        ...{ step: step as CaseStep, at: OPENED + hour * HOUR_MS, ...told },
      }),
    );
    await takeFacts(db, facts, NOW);
  };
  await work('A/street/0', 'H', [
    [24, 'handle'],
    [25, 'check'],
    [26, 'close'],
  ]);
  await work('A/street/1', 'roads', [
    [24, 'handle'],
    [48, 'send-back', { why: 'not done' }],
    [120, 'handle'],
    [143, 'check'],
    [144, 'close'],
    [150, 'rate', { rating: 3 }],
  ]);
  for (const [incident, who] of [
    ['A/street/2', 'roads'],
    ['P/street/0', 'water'],
  ] as const)
    await work(incident, who, [
      [26, 'handle'],
      [47, 'check'],
      [48, 'close'],
      [50, 'rate', { rating: 5 }],
    ]);
  await work('A/street/3', 'H', []);
  expect(await recordChangedCases(db, NOW)).toBe(5);
}

async function ask(
  db: Db,
  { scenario, rules: own }: Place,
  level: ScoreQuestion['level'],
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
