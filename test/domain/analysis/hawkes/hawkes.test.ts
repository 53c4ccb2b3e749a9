import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { createBackground } from '../../../../server/domain/analysis/hawkes/background.ts';
import { fitHawkes, type HawkesOptions } from '../../../../server/domain/analysis/hawkes/fit.ts';
import {
  addGaussians,
  expectIncidents,
} from '../../../../server/domain/analysis/hawkes/forecast.ts';
import { hawkesMethod } from '../../../../server/domain/analysis/hawkes/method.ts';
import {
  compensator,
  expectedTotal,
  type HawkesModel,
} from '../../../../server/domain/analysis/hawkes/model.ts';
import {
  kolmogorovSmirnov,
  residualTest,
} from '../../../../server/domain/analysis/hawkes/residual.ts';
import { simulateHawkes } from '../../../../server/domain/analysis/hawkes/simulate.ts';
import type { Incidents } from '../../../../server/domain/analysis/input/input.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';

const OPTIONS: HawkesOptions = {
  bandwidthsM: [300, 600],
  areaM2: 1e8,
  daysD: 300,
  reachM: 800,
  reachD: 60,
  minSpreadM: 10,
  iterations: 60,
};
const CENTRES = [
  [2000, 2000],
  [7000, 3000],
  [5000, 8000],
  [9000, 9000],
] as const;

/** Bursts upon four fixed hot spots. */
const onHotSpots = (branching: number, seed: number) =>
  simulateHawkes({
    backgroundPerDay: 4,
    branching,
    decayPerDay: 0.2,
    spreadM: 80,
    daysD: 300,
    place(random) {
      const [x, y] = CENTRES[Math.floor(random() * 4)]!;
      const spread = () => 1000 * (random() + random() + random() - 1.5);
      return { x: x + spread(), y: y + spread() };
    },
    seed,
  });

const model = (change: Partial<HawkesModel> = {}): HawkesModel => ({
  backgroundPerDay: 2,
  branching: 0.5,
  decayPerDay: 0.25,
  spreadM: 100,
  bandwidthM: null,
  areaM2: 1e6,
  daysD: 10,
  background: Float64Array.of(1, 1, 1),
  ...change,
});

describe('a self-exciting process', () => {
  it('expects μt + θ Σ (1 - e^(-ω(t - tj))) up to time t', () => {
    const t = Float64Array.of(1, 3, 4);
    const set = (gap: number) => 0.5 * (1 - Math.exp(-0.25 * gap));
    const total = compensator(model(), t);
    expect(total[0]).toBeCloseTo(2, 12);
    expect(total[1]).toBeCloseTo(6 + set(2), 12);
    expect(total[2]).toBeCloseTo(8 + set(3) + set(1), 12);
    expect(expectedTotal(model(), t)).toBeCloseTo(20 + set(9) + set(7) + set(6), 12);
  });

  it('is found again from a simulation, bursts told from fixed hot spots', () => {
    const events = onHotSpots(0.4, 3);
    const fit = fitHawkes(events, OPTIONS);
    expect(fit.branching).toBeGreaterThan(0.3);
    expect(fit.branching).toBeLessThan(0.5);
    expect(1 / fit.decayPerDay).toBeGreaterThan(3.5);
    expect(1 / fit.decayPerDay).toBeLessThan(7);
    expect(fit.spreadM).toBeGreaterThan(65);
    expect(fit.spreadM).toBeLessThan(95);
    expect(fit.backgroundPerDay).toBeGreaterThan(3.3);
    expect(fit.backgroundPerDay).toBeLessThan(4.7);
    expect(residualTest(fit, events.t).p).toBeGreaterThan(0.01);
  });

  it('has no bursts where there are none, unless its background is wrongly uniform', () => {
    const events = onHotSpots(0, 5);
    expect(fitHawkes(events, OPTIONS).branching).toBeLessThan(0.12);
    expect(fitHawkes(events, { ...OPTIONS, bandwidthsM: [] }).branching).toBeGreaterThan(0.8);
  });

  it('does not change its fit when everything moves, and scales with the metre and the day', () => {
    const events = onHotSpots(0.3, 9);
    const options = { ...OPTIONS, bandwidthsM: [400], iterations: 15 };
    const fit = fitHawkes(events, options);
    const moved = { ...events, x: events.x.map((x) => x + 5e4), y: events.y.map((y) => -y) };
    expect(fitHawkes(moved, options).branching).toBeCloseTo(fit.branching, 6);
    const larger = {
      t: events.t.map((t) => 2 * t),
      x: events.x.map((x) => 3 * x),
      y: events.y.map((y) => 3 * y),
    };
    const scaled = fitHawkes(larger, {
      ...options,
      bandwidthsM: [1200],
      areaM2: 9 * options.areaM2,
      daysD: 600,
      reachM: 2400,
      reachD: 120,
    });
    expect(scaled.branching).toBeCloseTo(fit.branching, 6);
    expect(scaled.spreadM).toBeCloseTo(3 * fit.spreadM, 3);
    expect(scaled.decayPerDay).toBeCloseTo(fit.decayPerDay / 2, 6);
  });

  it('reads the background off a raster as the sum over pairs gives it, a lone incident too', () => {
    const events = onHotSpots(0.3, 10);
    events.x[5] = 30_000;
    const weight = events.t.map((_, i) => (i % 7) / 7);
    const sums = createBackground(events, 400, 1e8)(weight).slice();
    const read = createBackground(events, 400, 1e8, 0)(weight);
    const worst = sums.reduce((most, sum, i) => Math.max(most, Math.abs(read[i]! / sum - 1)), 0);
    expect(worst).toBeLessThan(0.02);
    expect(read.reduce((a, b) => a + b) / sums.reduce((a, b) => a + b)).toBeCloseTo(1, 3);
    expect(sums[5]).toBeGreaterThan(0);
  });

  it('refuses fewer than ten incidents', () => {
    const few = { t: Float64Array.of(1), x: Float64Array.of(1), y: Float64Array.of(1) };
    expect(() => fitHawkes(few, OPTIONS)).toThrow(expect.objectContaining({ code: 'too-few' }));
  });
});

describe('the residual test', () => {
  it('measures the Kolmogorov-Smirnov distance and its p', () => {
    // Hand: values .1 .2 .9 against i/3: largest gap 2/3 - 0.2.
    const { distance, p } = kolmogorovSmirnov([0.1, 0.2, 0.9]);
    expect(distance).toBeCloseTo(2 / 3 - 0.2, 12);
    expect(p).toBeGreaterThan(0.2);
    const even = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
    expect(kolmogorovSmirnov(even).p).toBeCloseTo(1, 6);
  });

  it('accepts the true process and refuses one without its bursts', () => {
    // Sparse and quick, so that bursts do not hide one another.
    const truth = model({ backgroundPerDay: 1, branching: 0.7, decayPerDay: 4, daysD: 300 });
    const events = simulateHawkes({ ...truth, place: () => ({ x: 0, y: 0 }), seed: 11 });
    expect(residualTest(truth, events.t).p).toBeGreaterThan(0.01);
    const calm = { ...truth, backgroundPerDay: events.t.length / 300, branching: 0 };
    expect(residualTest(calm, events.t).p).toBeLessThan(0.01);
  });
});

describe('the expectation of a process', () => {
  const grid = { minX: -2000, minY: -2000, cellM: 100, cols: 40, rows: 40 };
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

  it('shares a Gaussian out over cells without loss, most to its own cell', () => {
    const cells = new Float64Array(1600);
    addGaussians(
      cells,
      grid,
      { x: Float64Array.of(10), y: Float64Array.of(20) },
      Float64Array.of(3),
      120,
      2,
    );
    expect(sum(cells)).toBeCloseTo(6, 5);
    expect(cells.indexOf(Math.max(...cells))).toBe(20 * 40 + 20);
  });

  it('equals the mean of many simulated futures', () => {
    const history = {
      t: Float64Array.of(1, 9, 9.5),
      x: new Float64Array(3),
      y: new Float64Array(3),
    };
    const state = model({ bandwidthM: 100 });
    const expected = sum(expectIncidents(state, history, grid, 7));
    // Futures: the background from day 10, and what the three set off, with all their bursts.
    let total = 0;
    const runs = 4000;
    for (let seed = 0; seed < runs; seed++) {
      const place = () => ({ x: 0, y: 0 });
      const fresh = { ...state, backgroundPerDay: 2, daysD: 7, place, seed };
      total += simulateHawkes(fresh).t.length / runs;
    }
    // Of the past: a first generation, each of which multiplies as the excitation relaxes.
    const echo = [...history.t].reduce((a, t) => a + Math.exp(-0.25 * (10 - t)), 0);
    const past = (0.5 * 0.25 * echo * (1 - Math.exp(-0.125 * 7))) / 0.125;
    expect(expected).toBeCloseTo(total + past, 0);
    expect(Math.abs(expected - total - past)).toBeLessThan(0.3);
  });

  it('is the background alone when incidents set nothing off', () => {
    const calm = model({ branching: 0, bandwidthM: 100 });
    const history = { t: Float64Array.of(1, 2, 3), x: new Float64Array(3), y: new Float64Array(3) };
    expect(sum(expectIncidents(calm, history, grid, 3))).toBeCloseTo(6, 5);
  });
});

describe('the hawkes method', () => {
  const incidents = (rows: number[][]): Incidents => ({
    kind: 'incidents',
    x: Float64Array.from(rows, ([x]) => x!),
    y: Float64Array.from(rows, ([, y]) => y!),
    projection: null,
    startMs: Float64Array.from(rows, ([, , t]) => t! * DAY_MS),
    endMs: Float64Array.from(rows, ([, , t]) => t! * DAY_MS),
    weight: null,
    category: null,
    id: null,
    area: null,
  });

  it('expects more the longer the horizon, over every cell', () => {
    const { t, x, y } = onHotSpots(0.3, 2);
    const rows = Array.from(t, (at, i) => [x[i]!, y[i]!, at]);
    const { summary, table } = runMethod(hawkesMethod, incidents(rows.reverse()), {
      bandwidthM: 500,
      iterations: 10,
      cellM: 1000,
    });
    const total = (name: string) =>
      Array.from(table.columns[name] as Float64Array).reduce((a, b) => a + b, 0);
    expect(total('shift')).toBeLessThan(total('day'));
    expect(total('week') / (7 * (t.length / 300))).toBeGreaterThan(0.7);
    expect(total('week') / (7 * (t.length / 300))).toBeLessThan(1.3);
    expect(summary.branchingRatio).toBeGreaterThan(0.1);
  });

  it('puts dates without times at moments of their days, by seed, so that the residuals can fit', () => {
    const { t, x, y } = onHotSpots(0.2, 4);
    const dated = incidents(Array.from(t, (at, i) => [x[i]!, y[i]!, Math.floor(at)]));
    const run = (seed: number) =>
      runMethod(hawkesMethod, dated, { bandwidthM: 400, iterations: 40, seed });
    const { notes, summary } = run(1);
    expect(notes).toContainEqual({ code: 'jittered', values: { seed: 1 } });
    expect(summary.residualP).toBeGreaterThan(0.001);
    expect(run(1).summary).toEqual(summary);
    expect(run(2).summary.logLikelihood).not.toBe(summary.logLikelihood);
    // Whole days say the same; moments are left as they are.
    const whole = { ...dated, endMs: dated.endMs!.map((ms) => ms + DAY_MS) };
    expect(runMethod(hawkesMethod, whole, { bandwidthM: 400, iterations: 40 }).summary).toEqual(
      summary,
    );
    const timed = incidents(Array.from(t, (at, i) => [x[i]!, y[i]!, at]));
    const codes = runMethod(hawkesMethod, timed, { bandwidthM: 400, iterations: 5 }).notes;
    expect(codes.map(({ code }) => code)).not.toContain('jittered');
  });

  it('says when the reach cuts bursts off, and what would hold them', () => {
    const { t, x, y } = onHotSpots(0.4, 3);
    const rows = incidents(Array.from(t, (at, i) => [x[i]!, y[i]!, at]));
    const run = (reachD: number) =>
      runMethod(hawkesMethod, rows, { bandwidthM: 600, iterations: 60, reachD, reachM: 800 });
    const short = run(6);
    expect(short.summary.beyondReach).toBeGreaterThan(0.01);
    const told = short.notes.find(({ code }) => code === 'reachBinds')!;
    expect(told.values.reachD).toBeGreaterThan(6);
    expect(told.values.reachM).toBeLessThan(800);
    expect(run(60).notes.map(({ code }) => code)).not.toContain('reachBinds');
  });

  it('tells the log likelihood of given parameters: Σ ln λ(ti) less the expected total', () => {
    const rows = Array.from({ length: 10 }, (_, i) => [10 * i, 0, 0.25 + 1.05 * i]);
    const given = { backgroundPerDay: 0.5, branchingRatio: 0.4, meanDelayD: 2, spreadM: 30 };
    const { summary } = runMethod(hawkesMethod, incidents(rows), {
      ...given,
      background: 'uniform',
      cellM: 100,
      reachD: 1000,
      reachM: 10_000,
    });
    let expected = -0.5 * 10;
    rows.forEach(([x, , t]) => {
      let rate = 0.5 / 100 ** 2;
      for (const [xj, , tj] of rows) {
        if (tj! >= t!) continue;
        const near = Math.exp(-((x! - xj!) ** 2) / (2 * 900)) / (2 * Math.PI * 900);
        rate += 0.4 * 0.5 * Math.exp(-0.5 * (t! - tj!)) * near;
      }
      expected += Math.log(rate) - 0.4 * (1 - Math.exp(-0.5 * (10 - t!)));
    });
    expect(summary.logLikelihood).toBeCloseTo(expected, 9);
    expect(summary).toMatchObject({ branchingRatio: 0.4, meanDelayD: 2, backgroundPerDay: 0.5 });
    expect(() => runMethod(hawkesMethod, incidents(rows), { spreadM: 30 })).toThrow(/together/);
  });

  it.each([
    ['no incidents', [], 'no-incidents'],
    [
      'few incidents',
      [
        [0, 0, 0],
        [9, 0, 1],
      ],
      'too-few',
    ],
    [
      'one place',
      [
        [0, 0, 0],
        [0, 0, 5],
      ],
      'one-place',
    ],
    [
      'one time',
      [
        [0, 0, 5],
        [9, 0, 5],
      ],
      'one-time',
    ],
  ])('refuses %s', (_, rows, code) => {
    expect(() => runMethod(hawkesMethod, incidents(rows))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
