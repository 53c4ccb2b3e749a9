import { describe, expect, it } from 'vitest';
import { tellNotes } from '../../../server/contract/studies/tell-notes.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { AnalysisError } from '../../../server/domain/analysis/error.ts';
import { shareWithin } from '../../../server/domain/analysis/input/aoristic.ts';
import type {
  AnalysisInput,
  Incidents,
  Lattice,
} from '../../../server/domain/analysis/input/input.ts';
import { buildLinks } from '../../../server/domain/analysis/input/links.ts';
import { studyArea } from '../../../server/domain/analysis/input/study-area.ts';
import { METHODS } from '../../../server/domain/analysis/methods.ts';
import { runStudy, type StudyQuestion } from '../../../server/domain/analysis/study.ts';
import { clusteredPoints, incidentsAt } from './support.ts';

const places = clusteredPoints(200, 21);
const startMs = Float64Array.from(places, (_, i) => (i % 70) * DAY_MS);
const category = places.map((_, i) => (i % 3 === 0 ? 'theft' : 'litter'));
const incidents = incidentsAt(places, { startMs, endMs: startMs, category });
const square = (side: number) =>
  studyArea(
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [side, 0],
          [side, side],
          [0, side],
          [0, 0],
        ],
      ],
    },
    null,
  );
const samePlace = incidentsAt(Array(9).fill({ x: 5, y: 5 }));
const lattice: Lattice = {
  kind: 'lattice',
  id: ['a', 'b', 'c'],
  steps: 1,
  values: Float64Array.of(1, 2, 3),
  population: null,
  links: buildLinks(3, { from: [0, 1], to: [1, 0] }),
  stepMs: null,
  x: null,
  y: null,
  geometry: null,
};

const inSquare: Incidents = { ...incidents, area: square(9999) };
const untimed = incidentsAt(places);
const timed: Incidents = {
  ...incidents,
  startMs: startMs.map((t, i) => t + i),
  endMs: startMs.map((t, i) => t + i),
};
const hawkesGiven = { backgroundPerDay: 2, branchingRatio: 0.3, meanDelayD: 2, spreadM: 50 };

/** What an input, or one parameter, makes of another. */
const BESIDE: [
  method: string,
  parameters: Record<string, unknown>,
  dropped: string,
  input?: AnalysisInput,
][] = [
  ['dbscan', { epsM: 100, timeZone: 'Asia/Shanghai' }, 'timeZone', untimed],
  ['hdbscan', { timeZone: 'Asia/Shanghai' }, 'timeZone', untimed],
  ['gi-star', { cells: 'square', cover: 'occupied' }, 'cover', inSquare],
  ['gi-star', { cells: 'square', seed: 2 }, 'seed'],
  ['knox', { permutations: 0, seed: 2 }, 'seed'],
  ['backtest', { bootstraps: 0, seed: 2 }, 'seed'],
  ['scan', { replicates: 0, seed: 2 }, 'seed'],
  ['scan', { replicates: 0, stopAt: 2 }, 'stopAt'],
  ['scan', { replicates: 0, runs: 2 }, 'runs'],
  ['scan', { rates: 'low', minCases: 3 }, 'minCases'],
  ['scan', { dimension: 'space', overlap: 'space' }, 'overlap'],
  ['hawkes', { seed: 2 }, 'seed', timed],
  ['hawkes', { background: 'uniform', bandwidthM: 500 }, 'bandwidthM'],
  ['hawkes', { ...hawkesGiven, iterations: 9 }, 'iterations'],
  ['hawkes', { ...hawkesGiven, minSpreadM: 9 }, 'minSpreadM'],
  ['gi-star', { cells: 'square', resolution: 7 }, 'resolution'],
  ['gi-star', { cells: 'square', bandM: 700, rings: 2 }, 'rings'],
  ['gi-star', { cells: 'square', bandM: 700, contiguity: 'rook' }, 'contiguity'],
  ['kde', { bandwidthM: 100, rule: 'lcv' }, 'rule'],
  ['kde', { cellM: 100, gridSize: 9 }, 'gridSize'],
  ['scan', { dimension: 'space', maxDays: 3 }, 'maxDays'],
  ['scan', { dimension: 'space', intervalD: 2 }, 'intervalD'],
  ['scan', { dimension: 'time', maxRadiusM: 300 }, 'maxRadiusM'],
  ['scan', { period: 'retrospective', runs: 9 }, 'runs'],
];

describe.each(BESIDE)('%s of %j', (method, parameters, dropped, input = incidents) => {
  const ask = (given: Record<string, unknown>) => runStudy(input, { method, parameters: given });
  it(`is refused, as ${dropped} would be dropped`, () => {
    expect(() => ask(parameters)).toThrow(`${dropped} does not apply`);
  });
});

it('a span of steps is refused beside a series that has its own', () => {
  const series = { ...lattice, steps: 3, id: ['a'], stepMs: Float64Array.of(0, 1, 2) };
  const ask = (stepDays: number) =>
    runStudy(series, { method: 'mann-kendall', parameters: { stepDays } });
  expect(() => ask(3)).toThrow('stepDays does not apply');
  expect(ask(7).summary).toMatchObject({ steps: 3 });
});

describe('a study that cannot be answered says why', () => {
  const cases: [string, AnalysisInput, StudyQuestion, AnalysisError['code']][] = [
    ['no incidents', incidentsAt([]), { method: 'kde' }, 'no-incidents'],
    ['one incident, hdbscan', incidentsAt([{ x: 0, y: 0 }]), { method: 'hdbscan' }, 'too-few'],
    ['one incident, kde', incidentsAt([{ x: 0, y: 0 }]), { method: 'kde' }, 'too-few'],
    ['all at one place', samePlace, { method: 'kde' }, 'one-place'],
    [
      'all at one place, on cells',
      samePlace,
      { method: 'gi-star', parameters: { cells: 'square' } },
      'too-few',
    ],
    [
      'all at one time',
      { ...incidents, startMs: startMs.map(() => 5), endMs: startMs.map(() => 5) },
      { method: 'emerging', parameters: { cells: 'square' } },
      'one-time',
    ],
    [
      'all at one time, clusters',
      { ...incidents, startMs: startMs.map(() => 5), endMs: startMs.map(() => 5) },
      { method: 'st-dbscan', parameters: { epsM: 100, epsDays: 3 } },
      'one-time',
    ],
    [
      'no times',
      incidentsAt(places),
      { method: 'st-dbscan', parameters: { epsM: 100, epsDays: 3 } },
      'no-time',
    ],
    [
      'no times for a period',
      incidentsAt(places),
      { method: 'dbscan', parameters: { epsM: 9 }, selection: { fromMs: 0 } },
      'no-time',
    ],
    [
      'outside the area',
      { ...incidents, area: square(-9999) },
      { method: 'dbscan', parameters: { epsM: 100 } },
      'outside-area',
    ],
    [
      'unknown category',
      incidents,
      { method: 'dbscan', parameters: { epsM: 100 }, selection: { categories: ['arson'] } },
      'category-unknown',
    ],
    [
      'unknown category of a ratio',
      incidents,
      { method: 'kde-ratio', parameters: { above: 'arson' } },
      'category-unknown',
    ],
    [
      'times reversed',
      { ...incidents, endMs: startMs.map((t) => t - 1) },
      { method: 'dbscan', parameters: { epsM: 100 } },
      'times-reversed',
    ],
    [
      'period reversed',
      incidents,
      { method: 'dbscan', parameters: { epsM: 100 }, selection: { fromMs: 9, toMs: 8 } },
      'times-reversed',
    ],
    [
      'negative radius',
      incidents,
      { method: 'dbscan', parameters: { epsM: -1 } },
      'parameter-invalid',
    ],
    ['radius missing', incidents, { method: 'dbscan' }, 'parameter-invalid'],
    [
      'not a number',
      incidents,
      { method: 'dbscan', parameters: { epsM: 'wide' } },
      'parameter-invalid',
    ],
    [
      'unknown parameter',
      incidents,
      { method: 'dbscan', parameters: { epsM: 9, width: 3 } },
      'parameter-invalid',
    ],
    [
      'unknown name of a choice',
      incidents,
      { method: 'gi-star', parameters: { correction: 'luck' } },
      'parameter-invalid',
    ],
    [
      'unknown time zone',
      incidents,
      { method: 'dbscan', parameters: { epsM: 9, timeZone: 'Mars/Utopia' } },
      'parameter-invalid',
    ],
    [
      'extent inside out',
      incidents,
      { method: 'kde', parameters: { extent: '1,1,0,0' } },
      'parameter-invalid',
    ],
    ['too large a raster', incidents, { method: 'kde', parameters: { cellM: 0.01 } }, 'too-large'],
    [
      'too many cells',
      incidents,
      { method: 'gi-star', parameters: { cells: 'square', sideM: 0.1 } },
      'too-large',
    ],
    ['unknown method', incidents, { method: 'crystal-ball' }, 'method-unknown'],
    [
      'a lattice for clusters',
      lattice,
      { method: 'dbscan', parameters: { epsM: 9 } },
      'input-kind',
    ],
    ['no denominator', lattice, { method: 'rates' }, 'input-invalid'],
    ['no neighbours', { ...lattice, links: null }, { method: 'gi-star' }, 'links-unknown'],
    [
      'equal cells',
      { ...lattice, values: Float64Array.of(2, 2, 2) },
      { method: 'gi-star' },
      'no-variation',
    ],
    ['one step', lattice, { method: 'emerging' }, 'too-few'],
  ];

  it.each(cases)('%s', (_, input, question, code) => {
    const run = () => runStudy(input, question);
    expect(run).toThrowError(AnalysisError);
    expect(run).toThrowError(expect.objectContaining({ code }));
  });
});

describe('a study', () => {
  it('stops when it is told to, and tells how far it is', () => {
    const told: number[] = [];
    const question = { method: 'gi-star', parameters: { cells: 'square', permutations: 99 } };
    runStudy(incidents, question, { onProgress: (fraction) => told.push(fraction) });
    expect(told[0]).toBe(0);
    expect(told[told.length - 1]).toBe(1);
    let asked = 0;
    expect(() => runStudy(incidents, question, { isCancelled: () => ++asked > 2 })).toThrowError(
      expect.objectContaining({ code: 'cancelled' }),
    );
  });

  it('counts an interval by its share of the period', () => {
    const half: Incidents = incidentsAt(places, {
      startMs: startMs.map(() => 0),
      endMs: startMs.map(() => 100),
    });
    const { summary } = runStudy(half, {
      method: 'kde',
      parameters: { bandwidthM: 300, cellM: 100, extent: '-3000,-3000,9000,9000' },
      selection: { fromMs: 0, toMs: 50 },
    });
    expect(summary.total).toBeCloseTo(100, 0);
  });

  it('cuts intervals to the period, so that its steps hold what lies in it', () => {
    const wide = incidentsAt(places, {
      startMs: startMs.map((t) => t - 40 * DAY_MS),
      endMs: startMs.map((t) => t + 40 * DAY_MS),
    });
    const { table, summary } = runStudy(wide, {
      method: 'emerging',
      parameters: { stepDays: 5 },
      selection: { fromMs: 0, toMs: 50 * DAY_MS },
    });
    expect(summary.steps).toBe(10);
    const inside = startMs.reduce(
      (sum, t) => sum + shareWithin(t - 40 * DAY_MS, t + 40 * DAY_MS, 0, 50 * DAY_MS),
      0,
    );
    const total = Array.from(table.columns.total as ArrayLike<number>).reduce((a, b) => a + b, 0);
    expect(total).toBeCloseTo(inside, 6);
  });

  it('leaves out what lies outside the area, and says so', () => {
    const { summary, notes } = runStudy(
      { ...incidents, area: square(3000) },
      { method: 'dbscan', parameters: { epsM: 100 } },
    );
    expect(Number(summary.incidents)).toBeLessThan(200);
    expect(tellNotes(notes).notes.join(' ')).toContain('outside the study area');
  });

  it('tells of each cluster its hull, counts, hours, trend and incidents', () => {
    const { table, tables } = runStudy(incidents, {
      method: 'dbscan',
      parameters: { epsM: 200, minPts: 5 },
    });
    const { columns, geometry } = tables!.clusters!;
    const labels = Array.from(table.columns.cluster as ArrayLike<number>);
    const inFirst = labels.filter((c) => c === 1).length;
    expect(columns.count![0]).toBe(inFirst);
    expect((columns.incidents![0] as string[]).length).toBe(inFirst);
    const hours = columns.hourOfWeek![0] as number[];
    expect(hours.reduce((a, b) => a + b, 0)).toBeCloseTo(inFirst, 9);
    const byCategory = Object.values(columns.categories![0] as Record<string, number>);
    expect(byCategory.reduce((a, b) => a + b, 0)).toBe(inFirst);
    expect(geometry![0]!.type).toBe('Polygon');
  });

  it('answers for one place and for one incident where a method can', () => {
    const one = runStudy(samePlace, { method: 'dbscan', parameters: { epsM: 10, minPts: 5 } });
    expect(one.summary.clusters).toBe(1);
    expect(one.tables!.clusters!.geometry![0]!.type).toBe('Point');
    const alone = runStudy(incidentsAt([{ x: 1, y: 2 }]), {
      method: 'dbscan',
      parameters: { epsM: 10 },
    });
    expect(alone.summary.noise).toBe(1);
  });
});

describe('every method', () => {
  it.each(
    METHODS.map((method) => [method.id, method] as const),
  )('%s explains itself', (_, method) => {
    expect(method.summary).not.toBe('');
    expect(method.source).not.toBe('');
    for (const schema of Object.values(method.parameters.properties)) {
      expect((schema as { description?: string }).description).toBeTruthy();
    }
    expect(Object.keys(method.columns).length).toBeGreaterThan(0);
  });
});
