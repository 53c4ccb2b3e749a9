import { AnalysisError } from '../error.ts';
import { seededRandom } from '../numerics/random.ts';
import {
  BASELINE_NAMES,
  createForecaster,
  type ForecastSettings,
  rankedHits,
} from './forecaster.ts';
import { rowAt } from './history.ts';
import { cellsOf, logScore, scoreAreas } from './scores.ts';

export interface BacktestOptions extends ForecastSettings {
  /** First and last moment tested, days. */
  testFrom: number;
  testTo: number;
  /** Shares of the area, e.g. 0.01. */
  areaShares: number[];
  bootstraps: number;
  seed: number;
}

/** A forecaster's score at one share of the area, over all periods. */
export interface BacktestScore {
  forecaster: string;
  areaShare: number;
  /** Share of the cells really picked: whole cells, at least one. */
  usedShare: number;
  hits: number;
  hitRate: number;
  /** (n/N)/(a/A). */
  pai: number;
  /** Hits over the most hits that as many cells could hold. */
  peiStar: number;
  /** 95 % interval of the hit rate: weeks drawn with replacement; of a single week its incidents taken as independent. */
  low: number;
  high: number;
  /** Mean log of the share forecast for the cell of an incident. */
  logScore: number;
}

export interface CalibrationBin {
  forecaster: string;
  bin: number;
  cells: number;
  expected: number;
  observed: number;
}

export interface BacktestOutcome {
  periods: number;
  /** Weeks, counted from the start of the test, that periods begin in. */
  weeks: number;
  incidents: number;
  scores: BacktestScore[];
  calibration: CalibrationBin[];
  /** Mean weight of every component. */
  weight: Record<string, number>;
}

interface PeriodScore {
  start: number;
  incidents: number;
  inside: number;
  hits: number[];
  best: number[];
  log: number;
}

/**
 * Rolling origin: at every period the forecasters know what happened before it, and are scored on what
 * comes. Hit rate and PAI (Chainey et al. 2008), PEI* (Hunt 2016; NIJ 2017).
 */
export function runBacktest(
  options: BacktestOptions,
  tick: (fraction: number) => void = () => {},
): BacktestOutcome {
  const { areaShares, cells, horizonD, target, testFrom, testTo } = options;
  const forecastAt = createForecaster(options);
  const count = Math.floor((testTo - testFrom) / horizonD + 1e-9);
  if (count < 1) {
    throw new AnalysisError(
      'too-few',
      `the test period is shorter than one horizon of ${horizonD} days`,
    );
  }
  const names = ['pooled', ...BASELINE_NAMES];
  const byName = new Map<string, PeriodScore[]>(names.map((name) => [name, []]));
  const calibration = new Map(names.map((name) => [name, createCalibration(name)]));
  const weight: Record<string, number> = {};
  let incidents = 0;
  for (let k = 0; k < count; k++) {
    const origin = testFrom + k * horizonD;
    const forecast = forecastAt(origin);
    const actual = new Float64Array(cells.cell.length);
    const hits = rankedHits(options, origin, origin + horizonD);
    for (const cell of hits) actual[cell]!++;
    const happened = rowAt(target, origin + horizonD) - rowAt(target, origin);
    incidents += happened;
    for (const name of names) {
      const expected = forecast.expected[name]!;
      const areas = scoreAreas(expected, actual, areaShares);
      byName.get(name)!.push({
        start: origin - testFrom,
        incidents: happened,
        inside: hits.length,
        hits: areas.map((area) => area.hits),
        best: areas.map((area) => area.best),
        log: logScore(expected, actual),
      });
      calibration.get(name)!.add(expected, actual);
    }
    for (const [name, value] of Object.entries(forecast.weight)) {
      weight[name] = (weight[name] ?? 0) + value / count;
    }
    tick((k + 1) / count);
  }
  if (incidents === 0) throw new AnalysisError('too-few', 'nothing happened in the test period');
  const scores = names.flatMap((forecaster) =>
    areaShares.map((areaShare, at) =>
      summarise(forecaster, areaShare, at, byName.get(forecaster)!, options),
    ),
  );
  return {
    periods: count,
    weeks: weeksOf(byName.get('pooled')!),
    incidents,
    scores,
    calibration: [...calibration.values()].flatMap((part) => part.bins()),
    weight,
  };
}

function summarise(
  forecaster: string,
  areaShare: number,
  at: number,
  periods: PeriodScore[],
  { bootstraps, cells, seed }: BacktestOptions,
): BacktestScore {
  const sum = (value: (period: PeriodScore) => number) =>
    periods.reduce((total, p) => total + value(p), 0);
  const hits = sum((p) => p.hits[at]!);
  const incidents = sum((p) => p.incidents);
  const hitRate = hits / incidents;
  const usedShare = cellsOf(areaShare, cells.cell.length) / cells.cell.length;
  const [low, high] =
    bootstraps > 0 && weeksOf(periods) < 2
      ? wilsonInterval(hits, incidents)
      : bootstrapWeeks(periods, at, bootstraps, seed);
  return {
    forecaster,
    areaShare,
    usedShare,
    hits,
    hitRate,
    pai: hitRate / usedShare,
    peiStar: hits / sum((p) => p.best[at]!),
    low,
    high,
    logScore: sum((p) => p.log) / sum((p) => p.inside),
  };
}

/** Week of the test a period begins in. */
const weekOf = ({ start }: PeriodScore) => Math.floor(start / 7 + 1e-9);

const weeksOf = (periods: PeriodScore[]) => new Set(periods.map(weekOf)).size;

/** 95 % interval of a rate of independent hits (Wilson 1927). */
function wilsonInterval(hits: number, of: number): [number, number] {
  const z2 = 1.959963984540054 ** 2;
  const middle = (hits + z2 / 2) / (of + z2);
  const half = Math.sqrt(z2 * ((hits * (of - hits)) / of + z2 / 4)) / (of + z2);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** 95 % interval of a hit rate by drawing whole weeks, whose incidents belong together. */
function bootstrapWeeks(
  periods: PeriodScore[],
  at: number,
  bootstraps: number,
  seed: number,
): [number, number] {
  const weeks = new Map<number, { hits: number; incidents: number }>();
  for (const period of periods) {
    const week = weeks.get(weekOf(period)) ?? { hits: 0, incidents: 0 };
    week.hits += period.hits[at]!;
    week.incidents += period.incidents;
    weeks.set(weekOf(period), week);
  }
  if (bootstraps === 0) return [Number.NaN, Number.NaN];
  const list = [...weeks.values()];
  const random = seededRandom(seed);
  const rates = Float64Array.from({ length: bootstraps }, () => {
    let hits = 0;
    let incidents = 0;
    for (let k = 0; k < list.length; k++) {
      const week = list[Math.floor(random() * list.length)]!;
      hits += week.hits;
      incidents += week.incidents;
    }
    return incidents > 0 ? hits / incidents : 0;
  }).sort();
  const quantile = (q: number) => rates[Math.min(bootstraps - 1, Math.floor(q * bootstraps))]!;
  return [quantile(0.025), quantile(0.975)];
}

/** Expected against observed, cells gathered by what was expected of them: bin b holds 2^b of a half. */
function createCalibration(forecaster: string) {
  const bins = Array.from({ length: 12 }, (_, bin) => ({
    forecaster,
    bin,
    cells: 0,
    expected: 0,
    observed: 0,
  }));
  return {
    add(expected: Float64Array, actual: Float64Array) {
      expected.forEach((value, cell) => {
        const bin =
          bins[Math.min(11, Math.max(0, Math.ceil(Math.log2(Math.max(value, 1e-9) / 0.002))))]!;
        bin.cells++;
        bin.expected += value;
        bin.observed += actual[cell]!;
      });
    },
    bins: () => bins.filter(({ cells }) => cells > 0),
  };
}
