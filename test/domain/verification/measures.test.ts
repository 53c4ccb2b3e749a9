import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { stalenessOf } from '../../../server/domain/verification/measures/staleness.ts';
import {
  coverageByDay,
  periodCoverage,
  unionCoverage,
} from '../../../server/domain/verification/measures/union-coverage.ts';
import { normContradictions } from '../../../server/domain/verification/norm-contradictions.ts';
import {
  at,
  box,
  fixAt,
  normRules,
  type Path,
  patrolOf,
  record,
  roundBlock,
  START_MS,
} from './walks.ts';

const walk = record({ path: roundBlock(), everyS: 10 });
const judge = (fixes: readonly Fix[], rules = {}, changes = {}) =>
  judgePatrol(
    patrolOf(fixes, {
      norm: { version: 1, rules: normRules({ coveragePerPatrol: 0.3, ...rules }) },
      ...changes,
    }),
  );

test('a straight walk in and out is clipped at the border', () => {
  const path: Path = (s) => ({ x: -60 + s, y: 50 });
  const fixes = record({ path, everyS: 30, minutes: 10, noiseM: 0, accuracyM: 1 });
  const patrol = { startMs: START_MS, endMs: START_MS + 10 * MINUTE_MS };
  const { measures } = judge(
    fixes,
    {},
    { patrol, grid: { version: 1, polygon: box(0, 0, 240, 100) } },
  );
  expect(measures.timeInGridMin.best).toBeCloseTo(4, 2);
  expect(measures.outsideMin).toBeCloseTo(6, 2);
});

test('accuracy decides how much of a border walk counts', () => {
  const path: Path = (s) => ({ x: 2, y: (s * 1.2) % 250 });
  const inGrid = (accuracyM: number) =>
    judge(
      record({ path, everyS: 5, minutes: 60, noiseM: 0, accuracyM }),
      {},
      {
        grid: { version: 1, polygon: box(0, -50, 300, 300) },
      },
    ).measures.timeInGridMin;
  expect(inGrid(1).low).toBeGreaterThan(50);
  expect(inGrid(15).low).toBe(0);
  expect(inGrid(15).best).toBeGreaterThan(59);
});

test.each([
  'no-satellites',
  'battery',
  'killed',
  'hidden',
  'permission',
  null,
] as const)('a silence the officer did not make (%s) leaves the patrol unverifiable', (gap) => {
  const silent = walk.filter((_, i) => i < 200 || i >= 320);
  const fixes = silent.with(200, { ...silent[200]!, gap });
  const verdict = judge(fixes);
  expect(verdict.outcome).toBe('unverifiable');
  expect(verdict.measures.gapMin).toBeCloseTo(20.17, 1);
  expect(verdict.segments.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
  expect(verdict.segments.find(({ kind }) => kind === 'gap')!.gapReason).toBe(gap ?? undefined);
});

test('a pause the officer made counts for nothing and excuses nothing', () => {
  const paused = walk.filter((_, i) => i < 200 || i >= 320);
  const fixes = paused.with(200, { ...paused[200]!, gap: 'user-pause' as const });
  expect(judge(fixes).reasons.map(({ code }) => code)).toEqual(['duration-short']);
});

test('idling is deducted beyond the allowance only', () => {
  const path: Path = (s) => roundBlock()(s < 1800 ? s : Math.max(1800, s - 1800));
  const { measures } = judge(record({ path, everyS: 5 }));
  expect(Math.abs(measures.idleMin - 30)).toBeLessThan(2.5);
  expect(measures.effectiveMin.best).toBeCloseTo(120 - (measures.idleMin - 20), 1);
});

test('one outlier, or forty in a row, neither poisons nor blocks what follows', () => {
  const off = (fix: Fix, i: number) => ({ ...fix, ...at(30_000 + i, 20_000) });
  const one = walk.with(300, off(walk[300]!, 0));
  const many = record({ path: roundBlock(), everyS: 1 }).map((fix, i) =>
    i >= 3000 && i < 3040 ? off(fix, i) : fix,
  );
  expect(judge(one).measures.fixes.marked).toEqual({ jump: 1 });
  expect(judge(one).measures.effectiveMin.best).toBe(120);
  expect(judge(many).measures.fixes.marked).toEqual({ jump: 40 });
  expect(judge(many).measures.effectiveMin.best).toBe(120);
});

test('repeats are marked stale or frozen, a second fix of one moment as such, the more accurate stays', () => {
  const repeated = walk.map((fix, i) =>
    i >= 50 && i < 53 ? { ...fix, ...place(walk[50]!) } : fix,
  );
  const frozen = repeated.map((fix, i) =>
    i >= 90 && i < 110 ? { ...fix, ...place(walk[90]!) } : fix,
  );
  const twin = { ...walk[200]!, seq: 9_000, accuracyM: 30, lat: walk[200]!.lat + 1e-4 };
  expect(judge([...frozen, twin]).measures.fixes.marked).toEqual({
    stale: 2,
    frozen: 19,
    'duplicate-time': 1,
  });
});

const place = ({ lng, lat }: Fix) => ({ lng, lat });

const checkpoints = [
  { id: 'gate', name: '', position: at(0, 0), radiusM: 20, minDwellS: 0 },
  { id: 'school', name: '', position: at(250, roundBlock()(312).y), radiusM: 20, minDwellS: 60 },
];

test('a checkpoint asks for its dwell, and for its order where the norm does', () => {
  const stopping: Path = (s) => roundBlock()(s < 312 ? s : Math.max(312, s - 120));
  const once = record({ path: stopping, everyS: 5 });
  const verdict = judge(once, { checkpoints });
  expect(verdict.reasons).toEqual([{ code: 'met' }]);
  expect(verdict.checkpoints.map(({ visited }) => visited)).toEqual([true, true]);
  expect(verdict.checkpoints[1]!.dwellS).toBeGreaterThan(120);
  expect(judge(walk, { checkpoints }).reasons.map(({ code }) => code)).toEqual([
    'checkpoint-missed',
  ]);
  const patrol = { startMs: START_MS, endMs: START_MS + 12 * MINUTE_MS };
  const ordered = {
    checkpoints: checkpoints.toReversed(),
    checkpointsOrdered: true,
    minutesPerPatrol: 0,
  };
  const lap = once.filter(({ t }) => t <= patrol.endMs);
  expect(judge(lap, ordered, { patrol }).reasons.map(({ code }) => code)).toContain(
    'checkpoint-order',
  );
});

test('risk weights the coverage of cells', () => {
  const { cells, measures } = judge(walk);
  const risk = Object.fromEntries([
    [cells.seen[0]!, 3],
    [cells.missed[0]!, 1],
  ]);
  const { riskCoverage } = judge(walk, {}, { risk }).measures;
  expect(measures.riskCoverage).toBeUndefined();
  expect(riskCoverage!.best).toBeGreaterThan(0.5);
});

test('segments follow each other and add up to the patrol', () => {
  const { segments } = judge(walk.filter((_, i) => i < 300 || i >= 360));
  segments.slice(1).forEach(({ fromMs }, i) => {
    expect(fromMs).toBe(segments[i]!.toMs);
  });
  expect(segments.at(-1)!.toMs - segments[0]!.fromMs).toBe(120 * MINUTE_MS);
});

const cells = [
  { cell: 'a', weight: 1 },
  { cell: 'b', weight: 1 },
  { cell: 'c', weight: 0.5 },
];
const visits = [
  { atMs: START_MS, cells: ['a', 'x'] },
  { atMs: START_MS + DAY_MS, cells: ['a'] },
  { atMs: START_MS + DAY_MS + 60 * MINUTE_MS, cells: ['c'] },
];

test('coverage of several patrols is that of their union, by day and by period', () => {
  expect(unionCoverage(cells, visits)).toBeCloseTo(0.6, 9);
  expect(unionCoverage([], visits)).toBe(0);
  expect(coverageByDay(cells, visits, 'Asia/Shanghai')).toEqual([
    { day: '2024-05-06', coverage: 0.4 },
    { day: '2024-05-07', coverage: 0.6 },
  ]);
  expect(periodCoverage(cells, visits, START_MS + DAY_MS, 7)).toBeCloseTo(0.4, 9);
});

test('staleness counts the hours since a cell was last seen', () => {
  expect(stalenessOf(['a', 'b', 'c'], visits, START_MS + DAY_MS + 90 * MINUTE_MS)).toEqual([
    { cell: 'a', hours: 1.5 },
    { cell: 'b', hours: null },
    { cell: 'c', hours: 0.5 },
  ]);
});

test.each([
  [{}, []],
  [{ patrolsPerDay: 12, minutesPerPatrol: 240 }, ['day-too-short']],
  [{ dutyDays: [] }, ['never-on-duty']],
  [
    { dutyHours: { from: '08:00', to: '18:00' }, windows: [{ from: '20:00', to: '22:00' }] },
    ['windows-off-duty'],
  ],
  [
    { minutesPerPatrol: 10, checkpoints: [{ ...checkpoints[0]!, minDwellS: 3600 }] },
    ['dwell-exceeds-patrol'],
  ],
  [{ checkpoints: [checkpoints[0]!, checkpoints[0]!] }, ['same-checkpoint-twice']],
])('a norm %j contradicts itself in %j', (changes, names) => {
  expect(normContradictions(normRules(changes))).toEqual(names);
});

test('a lone fix between two silences counts for no time', () => {
  const lone = [fixAt(at(10, 10), START_MS + 60 * MINUTE_MS, 0)];
  expect(judge(lone).measures.timeInGridMin).toEqual({ low: 0, best: 0, high: 0 });
});
