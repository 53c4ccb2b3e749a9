import type { ForecastCells } from './cells.ts';
import { BASELINES, COMPONENTS, type Past } from './components.ts';
import { type History, rowAt } from './history.ts';
import { expectTotal } from './level.ts';
import { fitPool, type PoolPeriod, pool } from './pool.ts';

export interface ForecastSettings {
  target: History;
  all: History;
  cells: ForecastCells;
  /** First moment of the history, days. */
  startD: number;
  horizonD: number;
  /** Past periods the pool learns from. */
  learnPeriods: number;
}

const NAMES = Object.keys(COMPONENTS);
export const BASELINE_NAMES = Object.keys(BASELINES);
const COUNTS = NAMES.indexOf('all-time counts');
/** Components that tell of the surroundings of a cell, or of other categories: what counts are shrunk to. */
const AROUND = NAMES.flatMap((name, k) => (name.endsWith('counts') ? [] : [k]));
/** Components that enter the pool as they are. */
const ALONE = NAMES.flatMap((name, k) => (/counts|recent|repeats/.test(name) ? [k] : []));
/** Shapes of the gamma priors that counts are shrunk by. */
const SHAPES = [0.5, 2, 8, 20];
const POOLED = [
  ...ALONE.map((k) => NAMES[k]!),
  ...SHAPES.map((shape) => `shrunken, shape ${shape}`),
];
/** Incidents' worth of even weights. */
const PRIOR = 5;
/** Days a component needs before its first lesson. */
const WARM_D = 28;

export interface Forecast {
  /** Expected incidents by ranked cell, by forecaster: every baseline, and `pooled`. */
  expected: Record<string, Float64Array>;
  /** Weight of every component in the pool. */
  weight: Record<string, number>;
}

/** Makes forecasts at any origin, remembering the components of origins it has met. */
export function createForecaster(settings: ForecastSettings): (origin: number) => Forecast {
  const { all, cells, horizonD, learnPeriods, startD, target } = settings;
  const met = new Map<number, Float64Array[]>();
  const componentsAt = (origin: number): Float64Array[] => {
    const key = Math.round(origin * 1440);
    const known = met.get(key);
    if (known !== undefined) return known;
    const past: Past = { target, all, cells, origin, horizonD };
    const shares = NAMES.map((name) => COMPONENTS[name]!(past));
    met.set(key, shares);
    return shares;
  };
  return (origin) => {
    const periods: (PoolPeriod & { known: number })[] = [];
    for (let k = 1; k <= learnPeriods; k++) {
      const at = origin - k * horizonD;
      if (at < startD + WARM_D) break;
      const hits = rankedHits(settings, at, at + horizonD);
      periods.push({ shares: componentsAt(at), hits, known: rowAt(target, at) });
    }
    const shares = componentsAt(origin);
    const lessons = shrinkPeriods([
      ...periods,
      { shares, hits: new Int32Array(0), known: rowAt(target, origin) },
    ]);
    const now = lessons.pop()!;
    const weight = fitPool(lessons, now.shares.length, PRIOR);
    const total = expectTotal(target, startD, origin, horizonD);
    const scaled = (values: Float64Array) => values.map((share) => share * total);
    const expected: Record<string, Float64Array> = { pooled: scaled(pool(now.shares, weight)) };
    for (const name of BASELINE_NAMES) expected[name] = scaled(shares[NAMES.indexOf(name)]!);
    return { expected, weight: Object.fromEntries(POOLED.map((name, k) => [name, weight[k]!])) };
  };
}

/**
 * What enters the pool in every period: components that remember the cell itself, and its counts shrunk
 * towards a pool of its surroundings, the mean of a gamma posterior μ(n + a)/(μ + a) (Clayton and Kaldor
 * 1987). Where much is expected the cell speaks for itself, where little is its surroundings do; no
 * fixed weights can do both.
 */
function shrinkPeriods(periods: (PoolPeriod & { known: number })[]): PoolPeriod[] {
  const around = periods.map(({ hits, shares }) => ({
    hits,
    shares: AROUND.map((k) => shares[k]!),
  }));
  const weight = fitPool(around, AROUND.length, PRIOR);
  return periods.map(({ hits, known, shares }, at) => {
    const prior = pool(around[at]!.shares, weight);
    const shrunken = SHAPES.map((shape) => {
      const mean = prior.map((share, i) => {
        const mu = share * known;
        return mu > 0 ? (mu * (shares[COUNTS]![i]! * known + shape)) / (mu + shape) : 0;
      });
      const total = mean.reduce((sum, value) => sum + value, 0);
      return total > 0 ? mean.map((value) => value / total) : prior;
    });
    return { hits, shares: [...ALONE.map((k) => shares[k]!), ...shrunken] };
  });
}

/** Ranked cells of what happened in [from, to), those outside left out. */
export function rankedHits(
  { cells, target }: ForecastSettings,
  from: number,
  to: number,
): Int32Array {
  return target.cell
    .slice(rowAt(target, from), rowAt(target, to))
    .map((cell) => (cell < 0 ? -1 : cells.index[cell]!))
    .filter((cell) => cell >= 0);
}
