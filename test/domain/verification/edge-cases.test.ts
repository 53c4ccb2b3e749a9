import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { Verdict } from '../../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import type { PatrolInput } from '../../../server/domain/verification/patrol-input.ts';
import { at, box, fixAt, normRules, patrolOf, record, roundBlock, START_MS } from './walks.ts';

const walk = record({ path: roundBlock(), everyS: 15 });
const hours = (from: number, to: number) => ({
  startMs: START_MS + from * 60 * MINUTE_MS,
  endMs: START_MS + to * 60 * MINUTE_MS,
});
const grid = (polygon: MultiPolygon, excluded?: MultiPolygon) => ({
  grid: { version: 1, polygon, excluded },
});
const shifted = walk.map((fix) => ({ ...fix, ...fromWgs84(fix, 'gcj02') }));
const withHole: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    [box(-50, -50, 300, 300).coordinates[0]![0]!, box(50, 50, 200, 200).coordinates[0]![0]!],
  ],
};

const CASES: [string, PatrolInput, string, string[]][] = [
  ['without fixes', patrolOf([]), 'unverifiable', ['no-fixes']],
  [
    'with one fix',
    patrolOf(walk.slice(200, 201)),
    'unverifiable',
    ['poor-reception', 'duration-uncertain', 'coverage-uncertain'],
  ],
  [
    'whose fixes are all marked',
    patrolOf(walk.map((fix) => ({ ...fix, accuracyM: 300 }))),
    'unverifiable',
    ['all-fixes-marked'],
  ],
  [
    'wholly outside the grid',
    patrolOf(walk, grid(box(2000, 2000, 2300, 2300))),
    'incomplete',
    ['outside-grid', 'duration-short', 'coverage-low'],
  ],
  ['in GCJ-02 under a false label', patrolOf(shifted), 'unverifiable', ['datum-suspected']],
  [
    'declared in the future',
    patrolOf([], { nowMs: START_MS - 1 }),
    'unverifiable',
    ['no-fixes', 'in-future'],
  ],
  ['longer than 24 h', patrolOf(walk, { patrol: hours(0, 24.1) }), 'unverifiable', ['too-long']],
  [
    'in a grid with no patrollable cell',
    patrolOf(walk, grid(box(-50, -50, 300, 300), box(-60, -60, 310, 310))),
    'unverifiable',
    ['grid-unpatrollable'],
  ],
  [
    'in a grid without area',
    patrolOf(walk, grid(box(0, 0, 250, 0))),
    'unverifiable',
    ['grid-unpatrollable'],
  ],
  ['in a grid with a hole', patrolOf(walk, grid(withHole)), 'completed', ['met']],
  [
    'under a norm that contradicts itself',
    patrolOf(walk, {
      norm: { version: 1, rules: normRules({ patrolsPerDay: 12, minutesPerPatrol: 240 }) },
    }),
    'unverifiable',
    ['norm-contradictory'],
  ],
  [
    'outside its window',
    patrolOf(walk, {
      norm: {
        version: 1,
        rules: normRules({ coveragePerPatrol: 0.3, windows: [{ from: '14:00', to: '16:00' }] }),
      },
    }),
    'incomplete',
    ['outside-window'],
  ],
  ['done', patrolOf(walk), 'completed', ['met']],
];

test.each(CASES)('a patrol %s has a defined answer', (_, input, outcome, codes) => {
  const verdict = judgePatrol(input);
  expect(verdict.outcome).toBe(outcome);
  expect(verdict.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
  expect(Value.Errors(Verdict, verdict)).toEqual([]);
});

test('a patrol across midnight is judged as one, by its first moment', () => {
  const startMs = Date.UTC(2024, 4, 6, 15, 30);
  const fixes = record({ path: roundBlock(), everyS: 15, startMs });
  const verdict = judgePatrol(
    patrolOf(fixes, {
      patrol: { startMs, endMs: startMs + 120 * MINUTE_MS },
      norm: {
        version: 1,
        rules: normRules({
          coveragePerPatrol: 0.3,
          windows: [{ from: '23:00', to: '01:00' }],
          dutyHours: { from: '20:00', to: '04:00' },
        }),
      },
    }),
  );
  expect(verdict.reasons).toEqual([{ code: 'met' }]);
});

test('a walk along a sliver of a grid counts by what accuracy allows', () => {
  const fixes = record({
    path: (s) => ({ x: 300 + 250 * Math.sin(s / 300), y: 1 }),
    everyS: 10,
    minutes: 60,
  });
  const { measures } = judgePatrol(
    patrolOf(fixes, { patrol: hours(0, 1), ...grid(box(0, 0, 600, 2)) }),
  );
  expect(measures.timeInGridMin.low).toBe(0);
  expect(measures.timeInGridMin.best).toBeLessThan(20);
  expect(measures.timeInGridMin.high).toBeGreaterThan(55);
});

test('a grid across 180 degrees is walked through without leaving it', () => {
  const polygon: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [179.998, 10],
          [180, 10],
          [180, 10.002],
          [179.998, 10.002],
          [179.998, 10],
        ],
      ],
      [
        [
          [-180, 10],
          [-179.998, 10],
          [-179.998, 10.002],
          [-180, 10.002],
          [-180, 10],
        ],
      ],
    ],
  };
  const fixes = Array.from({ length: 361 }, (_, i) => {
    const lng = 179.999 + 0.002 * Math.abs(((i / 36) % 2) - 1);
    const wobble = 1e-5 * Math.sin(i * 1.7);
    return fixAt(
      { lng: lng > 180 ? lng - 360 : lng, lat: 10.001 + wobble },
      START_MS + i * 10_000,
      i,
    );
  });
  const { measures } = judgePatrol(patrolOf(fixes, { patrol: hours(0, 1), ...grid(polygon) }));
  expect(measures.timeInGridMin.best).toBe(60);
  expect(measures.timeInGridMin.low).toBe(60);
});

test('fixes before and after the patrol do not matter', () => {
  const early = fixAt(at(9000, 0), START_MS - MINUTE_MS, 90_000);
  const late = fixAt(at(9000, 0), START_MS + 200 * MINUTE_MS, 90_001);
  expect(judgePatrol(patrolOf([early, ...walk, late]))).toEqual(judgePatrol(patrolOf(walk)));
});
