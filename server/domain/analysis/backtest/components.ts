import type { ForecastCells } from './cells.ts';
import { type History, weighHistory } from './history.ts';
import { smoothGrid } from './smooth.ts';

/** What a forecast is made from at an origin: the target's history, and that of everything reported. */
export interface Past {
  target: History;
  all: History;
  cells: ForecastCells;
  origin: number;
  horizonD: number;
}

/** A share of the coming incidents for every ranked cell, summing to 1. */
export type Component = (past: Past) => Float64Array;

/** Deviation of the KDE baseline, metres. */
export const KDE_M = 300;

/** Shares over the ranked cells; even where there is nothing. */
function sharesOf(grid: Float64Array, { cell }: ForecastCells): Float64Array {
  const shares = Float64Array.from(cell, (at) => grid[at]!);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total > 0 ? shares.map((share) => share / total) : shares.fill(1 / shares.length);
}

const halving = (halfLifeD: number) => (ageD: number) => 2 ** (-ageD / halfLifeD);
const steady = () => 1;

const counts =
  (weight: (ageD: number) => number): Component =>
  ({ cells, origin, target }) =>
    sharesOf(weighHistory(target, cells, origin, weight), cells);

const density =
  (weight: (ageD: number) => number, sigmaM: number): Component =>
  ({ cells, origin, target }) =>
    sharesOf(smoothGrid(weighHistory(target, cells, origin, weight), cells.grid, sigmaM), cells);

/** The simple forecasts that every other is measured against. */
export const BASELINES: Record<string, Component> = {
  'all-time counts': counts(steady),
  '90-day counts': counts((ageD) => (ageD <= 90 ? 1 : 0)),
  kde: density(steady, KDE_M),
};

/** Whether a moment falls on the same hours of the day as a period; every hour for a day and more. */
const sameHours = (origin: number, horizonD: number) => {
  const from = origin - Math.floor(origin);
  return (t: number) => horizonD >= 1 || (t - Math.floor(t) - from + 1) % 1 < horizonD;
};

/** What a pooled forecast may draw on besides the baselines. */
export const COMPONENTS: Record<string, Component> = {
  ...BASELINES,
  'recent counts': counts(halving(60)),
  'density 150 m': density(steady, 150),
  'density 600 m': density(steady, 600),
  'density 1500 m': density(steady, 1500),
  'recent density 300 m': density(halving(45), 300),
  'recent density 800 m': density(halving(30), 800),
  'near repeats': density(halving(7), 200),
  'everything reported': ({ all, cells, origin }) =>
    sharesOf(weighHistory(all, cells, origin, steady), cells),
  'everything near': ({ all, cells, origin }) =>
    sharesOf(smoothGrid(weighHistory(all, cells, origin, steady), cells.grid, 300), cells),
  'same hours': ({ cells, horizonD, origin, target }) => {
    const same = sameHours(origin, horizonD);
    const weighed = weighHistory(target, cells, origin, (_, t) => (same(t) ? 1 : 0.1));
    return sharesOf(smoothGrid(weighed, cells.grid, 300), cells);
  },
  even: ({ cells }) => new Float64Array(cells.cell.length).fill(1 / cells.cell.length),
};
