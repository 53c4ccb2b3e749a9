import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { runBacktest } from '../../../../server/domain/analysis/backtest/backtest.ts';
import { layCells } from '../../../../server/domain/analysis/backtest/cells.ts';
import { createForecaster } from '../../../../server/domain/analysis/backtest/forecaster.ts';
import { expectTotal } from '../../../../server/domain/analysis/backtest/level.ts';
import {
  backtestMethod,
  forecastMethod,
} from '../../../../server/domain/analysis/backtest/method.ts';
import { fitPool } from '../../../../server/domain/analysis/backtest/pool.ts';
import {
  cellsOf,
  logScore,
  scoreAreas,
} from '../../../../server/domain/analysis/backtest/scores.ts';
import { smoothGrid } from '../../../../server/domain/analysis/backtest/smooth.ts';
import { readForecastInput } from '../../../../server/domain/analysis/backtest/study.ts';
import type { Incidents } from '../../../../server/domain/analysis/input/input.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';
import { gaussian, seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** Fixed hot spots of uneven strength over 150 days, with evenly spread incidents among them. */
function city(seed: number, perDay = 12): Incidents {
  const random = seededRandom(seed);
  const rows: { x: number; y: number; t: number }[] = [];
  for (let n = 0; n < perDay * 150; n++) {
    const spot = Math.floor(8 * random() ** 2);
    const hot = random() < 0.7;
    rows.push({
      x: hot ? 500 + 600 * spot + 120 * gaussian(random) : random() * 5000,
      y: hot ? 700 + ((spot * 1700) % 3800) + 120 * gaussian(random) : random() * 5000,
      t: random() * 150,
    });
  }
  const ms = Float64Array.from(rows, ({ t }) => t * DAY_MS);
  return {
    kind: 'incidents',
    x: Float64Array.from(rows, ({ x }) => x),
    y: Float64Array.from(rows, ({ y }) => y),
    projection: null,
    startMs: ms,
    endMs: ms.slice(),
    weight: null,
    category: rows.map((_, i) => (i % 3 === 0 ? 'a' : 'b')),
    id: null,
    area: null,
  };
}

const request = { category: null, cellM: 250, horizonD: 7, learnPeriods: 6, knownUntil: 110 };

describe('scores', () => {
  it('count hits at shares of the area beside the most possible', () => {
    const forecast = Float64Array.of(5, 1, 4, 0, 3, 2, 0, 0, 0, 0);
    const actual = Float64Array.of(2, 0, 0, 7, 1, 0, 0, 0, 0, 0);
    expect(scoreAreas(forecast, actual, [0.1, 0.3])).toEqual([
      { hits: 2, best: 7 },
      { hits: 3, best: 10 },
    ]);
    expect([cellsOf(0.01, 50), cellsOf(0.1, 50), cellsOf(0.29, 100)]).toEqual([1, 5, 29]);
  });

  it('reach PEI* 1 and the greatest log score when the future is known', () => {
    const actual = Float64Array.of(3, 0, 1, 0);
    const [{ hits, best }] = scoreAreas(actual, actual, [0.25]) as [{ hits: number; best: number }];
    expect(hits).toBe(best);
    const even = Float64Array.of(1, 1, 1, 1);
    expect(logScore(even, actual)).toBeCloseTo(4 * Math.log(1 / 4), 12);
    expect(logScore(actual, actual)).toBeGreaterThan(logScore(even, actual));
  });
});

describe('a linear pool', () => {
  it('gives the weight to what would have foretold best, and stays even without experience', () => {
    const good = Float64Array.of(0.7, 0.2, 0.1);
    const bad = Float64Array.of(0.1, 0.2, 0.7);
    const hits = Int32Array.from({ length: 90 }, (_, i) => (i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2));
    const weight = fitPool([{ shares: [good, bad], hits }], 2, 0);
    expect(weight[0]).toBeGreaterThan(0.95);
    expect([...fitPool([], 2, 5)]).toEqual([0.5, 0.5]);
  });

  it('finds the mixture that the incidents came from', () => {
    const random = seededRandom(2);
    const shares = [Float64Array.of(0.8, 0.1, 0.1), Float64Array.of(0.1, 0.1, 0.8)];
    const hits = Int32Array.from({ length: 20_000 }, () => {
      const share = shares[random() < 0.3 ? 0 : 1]!;
      const u = random();
      return u < share[0]! ? 0 : u < share[0]! + share[1]! ? 1 : 2;
    });
    expect(fitPool([{ shares, hits }], 2, 0)[0]).toBeCloseTo(0.3, 1);
  });
});

describe('smoothing', () => {
  it('keeps the mass and is the same in all directions', () => {
    const grid = { minX: 0, minY: 0, cellM: 100, cols: 21, rows: 15 };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 314 }),
        fc.double({ min: 30, max: 900, noNaN: true }),
        (cell, sigma) => {
          const counts = new Float64Array(315);
          counts[cell] = 4;
          return Math.abs(sum(smoothGrid(counts, grid, sigma)) - 4) < 1e-9;
        },
      ),
    );
    const counts = new Float64Array(315);
    counts[7 * 21 + 10] = 1;
    const smooth = smoothGrid(counts, grid, 150);
    expect(smooth[7 * 21 + 12]).toBeCloseTo(smooth[9 * 21 + 10]!, 12);
    expect(smooth[7 * 21 + 12]).toBeCloseTo(smooth[7 * 21 + 8]!, 12);
  });
});

describe('the expected level', () => {
  it('is rate times days in a steady world, and follows the usual hours within a day', () => {
    const t = Float64Array.from(
      { length: 3000 },
      (_, i) => Math.floor(i / 20) + 0.5 + (i % 20) / 80,
    );
    const history = { t, cell: new Int32Array(3000) };
    expect(expectTotal(history, 0, 150, 7)).toBeCloseTo(140, 0);
    // Everything happens between noon and six.
    expect(expectTotal(history, 0, 150.5, 0.25)).toBeGreaterThan(18);
    expect(expectTotal(history, 0, 150, 0.25)).toBeLessThan(1);
  });
});

describe('a forecast', () => {
  it('does not know the future', () => {
    const input = city(1);
    const settings = readForecastInput(input, request);
    const origin = 110;
    const before = createForecaster(settings)(origin);
    const cut = settings.target.t.findIndex((t) => t >= origin);
    const blind = { t: settings.target.t.slice(0, cut), cell: settings.target.cell.slice(0, cut) };
    const after = createForecaster({ ...settings, target: blind, all: blind })(origin);
    expect(after.expected.pooled).toEqual(before.expected.pooled);
  });

  it('expects alike, whatever the order of the input', () => {
    const input = city(2);
    const order = Array.from(input.x, (_, i) => i).reverse();
    const turned: Incidents = {
      ...input,
      x: Float64Array.from(order, (i) => input.x[i]!),
      y: Float64Array.from(order, (i) => input.y[i]!),
      startMs: Float64Array.from(order, (i) => input.startMs![i]!),
      endMs: Float64Array.from(order, (i) => input.endMs![i]!),
    };
    const total = (of: Incidents) =>
      createForecaster(readForecastInput(of, request))(110).expected.pooled!;
    const [straight, reversed] = [total(input), total(turned)];
    straight.forEach((value, cell) => {
      expect(reversed[cell]).toBeCloseTo(value, 9);
    });
  });
});

describe('a backtest', () => {
  it('finds the pooled forecast at least as good as each baseline on a steady city, and calibrated', () => {
    const settings = readForecastInput(city(3), request);
    const outcome = runBacktest({
      ...settings,
      testFrom: 110,
      testTo: 145,
      areaShares: [0.05, 0.1],
      bootstraps: 199,
      seed: 1,
    });
    expect(outcome.periods).toBe(5);
    const of = (forecaster: string) =>
      outcome.scores.filter((score) => score.forecaster === forecaster);
    const pooled = of('pooled');
    for (const baseline of ['all-time counts', '90-day counts', 'kde']) {
      of(baseline).forEach((score, k) => {
        expect(pooled[k]!.hitRate).toBeGreaterThan(0.97 * score.hitRate);
        expect(pooled[k]!.logScore).toBeGreaterThanOrEqual(score.logScore - 0.03);
      });
    }
    for (const score of outcome.scores) {
      expect(score.peiStar).toBeLessThanOrEqual(1);
      expect(score.low).toBeLessThanOrEqual(score.hitRate);
      expect(score.high).toBeGreaterThanOrEqual(score.hitRate);
      const cells = settings.cells.cell.length;
      expect(score.pai).toBeCloseTo((score.hitRate * cells) / cellsOf(score.areaShare, cells), 9);
    }
    const bins = outcome.calibration.filter(({ forecaster }) => forecaster === 'pooled');
    const ratio = sum(bins.map((bin) => bin.observed)) / sum(bins.map((bin) => bin.expected));
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
    expect(sum(Object.values(outcome.weight))).toBeCloseTo(1, 9);
  });

  it('tells the share of the area that whole cells really used, and an interval of a single week', () => {
    const backtest = runMethod(backtestMethod, city(4, 6), {
      cellM: 500,
      learnPeriods: 3,
      testFrom: '1970-05-01',
      testTo: '1970-05-08',
      areaShares: '0.001,0.05',
    });
    const { columns } = backtest.table;
    const cells = backtest.summary.cells as number;
    expect(columns.usedShare![0]).toBe(1 / cells);
    expect(columns.usedShare![1]).toBe(Math.floor(0.05 * cells) / cells);
    expect(columns.pai![1]).toBeCloseTo(
      (columns.hitRate![1] as number) / (columns.usedShare![1] as number),
      12,
    );
    // Wilson: (p + z²/2n ± z√(p(1 - p)/n + z²/4n²))/(1 + z²/n).
    const n = backtest.summary.incidents as number;
    const [p, z] = [columns.hitRate![1] as number, 1.959963984540054];
    const half = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n * n));
    expect(columns.low![1]).toBeCloseTo((p + z ** 2 / (2 * n) - half) / (1 + z ** 2 / n), 12);
    expect(columns.high![1]).toBeCloseTo((p + z ** 2 / (2 * n) + half) / (1 + z ** 2 / n), 12);
    expect(backtest.notes).toContainEqual({ code: 'oneWeek', values: {} });
  });

  it('ranks only cells of the area, or those reported from before', () => {
    const x = Float64Array.of(10, 10, 950);
    const y = Float64Array.of(10, 20, 950);
    expect(layCells({ x, y }, 100, null).cell.length).toBe(2);
    const ring = { x: Float64Array.of(0, 300, 300, 0), y: Float64Array.of(0, 0, 300, 300) };
    expect(layCells({ x, y }, 100, { polygons: [[ring]], areaM2: 9e4 }).cell.length).toBe(9);
  });
});

describe('the forecast and backtest methods', () => {
  it('answer with cells, weights and scores', () => {
    const input = city(4, 6);
    const given = { cellM: 500, learnPeriods: 3 };
    const forecast = runMethod(forecastMethod, input, given);
    expect(sum(forecast.table.columns.pooled as Float64Array)).toBeCloseTo(
      forecast.summary.expected as number,
      9,
    );
    expect(forecast.summary.from).toBe('1970-05-31T00:00:00.000Z');
    const backtest = runMethod(backtestMethod, input, {
      ...given,
      target: 'a',
      testFrom: '1970-05-01',
      testTo: '1970-05-29',
      bootstraps: 49,
    });
    expect(backtest.table.columns.forecaster).toHaveLength(16);
    expect(backtest.summary.periods).toBe(4);
  });

  it('test whole horizons that are over, to the very end that they say', () => {
    const until = (day: number, given = {}) => {
      const readMs = day * DAY_MS;
      const { summary } = runMethod(
        backtestMethod,
        { ...city(3, 6), readMs },
        {
          ...{ cellM: 500, learnPeriods: 2, horizonD: 2, bootstraps: 0, testFrom: '1970-05-01' },
          ...given,
        },
      );
      const [from, to] = ['1970-05-01', String(summary.testTo)].map(
        (day) => Date.parse(day) / DAY_MS,
      );
      return [summary.periods, to! - from!];
    };
    const first = Date.parse('1970-05-01') / DAY_MS;
    expect(until(first + 6)).toEqual([3, 6]);
    expect(until(first + 5.9)).toEqual([2, 4]);
    expect(until(first + 5.9, { testTo: '1970-05-20' })).toEqual([2, 4]);
    expect(until(first + 5.9, { testTo: '1970-05-03' })).toEqual([1, 2]);
    // Untold, the last quarter of 150 days, and one horizon at least.
    const quarter = runMethod(backtestMethod, city(3, 6), { cellM: 500, bootstraps: 0 });
    expect(quarter.summary).toMatchObject({ periods: 5, testFrom: '1970-04-23T00:00:00.000Z' });
    const long = { cellM: 500, bootstraps: 0, learnPeriods: 1, horizonD: 50 };
    expect(runMethod(backtestMethod, city(3, 6), long).summary.periods).toBe(1);
    expect(() => until(first - 1)).toThrow(expect.objectContaining({ code: 'times-reversed' }));
  });

  it.each([
    [{ target: 'c' }, 'category-unknown'],
    [{ testFrom: '1970-04-01', testTo: '1970-03-01' }, 'times-reversed'],
    [{ testFrom: '1969-01-01' }, 'too-few'],
    [{ testFrom: '1970-05-29' }, 'too-few'],
    [{ testFrom: 'spring' }, 'parameter-invalid'],
    [{ areaShares: '0.1,2' }, 'parameter-invalid'],
    [{ cellM: 0.01 }, 'too-large'],
  ])('refuse %j', (given, code) => {
    expect(() => runMethod(backtestMethod, city(5, 2), given)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('refuse an empty selection', () => {
    const empty = { ...city(5, 2), x: new Float64Array(0), y: new Float64Array(0) };
    expect(() => runMethod(forecastMethod, empty)).toThrow(
      expect.objectContaining({ code: 'no-incidents' }),
    );
  });
});
