import { AnalysisError } from '../error.ts';
import type { Circles } from './circles.ts';
import { createScore, type ScanModel, type ScanRates, type Score } from './model.ts';

/**
 * Cases by place and interval. Case i lies in the intervals `interval[offset[i] .. offset[i + 1])`
 * with `weight` beside them, summing to 1; `whole` says that each has one interval of weight 1.
 */
export interface Cases {
  place: Uint32Array;
  offset: Uint32Array;
  interval: Uint32Array;
  weight: Float64Array;
  whole: boolean;
}

/**
 * Candidate windows: at most `maxLength` intervals long, ending in interval `firstEnd` or later. With
 * `endsWithStudy` observed clusters must be alive in the last interval, while replicates count the
 * earlier ends too (Kulldorff 2001: adjusted for earlier runs).
 */
export interface Windows {
  maxLength: number;
  firstEnd: number;
  endsWithStudy: boolean;
}

/**
 * What the null model expects by place and interval: either a product, scale·place·interval, or a
 * table, place-major.
 */
export type Expected =
  | { shape: 'product'; place: Float64Array; interval: Float64Array; scale: number }
  | { shape: 'table'; value: Float64Array };

/** A scan ready to run: everything the search and the replicates share. */
export interface ScanProblem {
  model: ScanModel;
  places: number;
  intervals: number;
  cases: Cases;
  /** Cells (place·intervals + interval) of the controls, one entry a control; Bernoulli only. */
  controls: Uint32Array | null;
  totalCases: number;
  expected: Expected;
  score: Score;
  circles: Circles;
  windows: Windows;
  /** High-rate windows with fewer cases are passed over. */
  minCases: number;
  rates: ScanRates;
}

/** What a model compares the cases with. */
export interface NullInput {
  model: ScanModel;
  places: number;
  intervals: number;
  cases: Cases;
  /**
   * Poisson: people at risk. Expectation: expected cases. Bernoulli: controls (whole numbers). By place
   * when it never changes, else by place and interval, place-major, summed over the interval.
   */
  population: Float64Array | null;
  /** Length of each interval, for a population by place; 1 each when left out. */
  lengths?: Float64Array;
}

/** Cases by place and interval, place-major. */
export function countCases(cases: Cases, places: number, intervals: number): Float64Array {
  const counts = new Float64Array(places * intervals);
  for (let i = 0; i < cases.place.length; i++) {
    const row = cases.place[i]! * intervals;
    for (let k = cases.offset[i]!; k < cases.offset[i + 1]!; k++) {
      counts[row + cases.interval[k]!]! += cases.weight[k]!;
    }
  }
  return counts;
}

/** Every case known to its interval. */
export function wholeCases(place: Uint32Array, interval: Uint32Array): Cases {
  return {
    place,
    interval,
    offset: Uint32Array.from({ length: place.length + 1 }, (_, i) => i),
    weight: new Float64Array(place.length).fill(1),
    whole: true,
  };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** The expected counts of a model. Throws `input-invalid` when a population is missing or impossible. */
export function expectCases(input: NullInput): Expected {
  const { model, places, intervals, cases, population } = input;
  const counts = countCases(cases, places, intervals);
  const total = cases.place.length;
  if (model === 'permutation') {
    const place = new Float64Array(places);
    const interval = new Float64Array(intervals);
    counts.forEach((value, cell) => {
      place[Math.floor(cell / intervals)]! += value;
      interval[cell % intervals]! += value;
    });
    return { shape: 'product', place, interval, scale: 1 / total };
  }
  if (population === null) {
    throw new AnalysisError('input-invalid', `the ${model} model needs a population`);
  }
  if (population.some((value) => !(value >= 0))) {
    throw new AnalysisError('input-invalid', 'a population is negative or not a number');
  }
  const perPlace = population.length === places;
  const at = (cell: number) => population[perPlace ? Math.floor(cell / intervals) : cell]!;
  const people = (cell: number) => at(cell) + (model === 'bernoulli' ? counts[cell]! : 0);
  const orphan = counts.findIndex((value, cell) => value > 0 && people(cell) === 0);
  if (orphan >= 0) {
    const where = `place ${Math.floor(orphan / intervals)}, interval ${orphan % intervals}`;
    throw new AnalysisError('input-invalid', `cases without population at ${where}`);
  }
  const conditional = (all: number) => (model === 'expectation' ? 1 : total / all);
  if (perPlace && model !== 'bernoulli') {
    const interval = input.lengths ?? new Float64Array(intervals).fill(1);
    const scale = conditional(sum(population) * sum(interval));
    return { shape: 'product', place: population, interval, scale };
  }
  const value = Float64Array.from(counts, (_, cell) => people(cell));
  const scale = conditional(sum(value));
  return { shape: 'table', value: value.map((v) => v * scale) };
}

/** Expected cases of each place over the whole period: the size by which circles are limited. */
export function placeSizes(expected: Expected, places: number, intervals: number): Float64Array {
  if (expected.shape === 'product') return expected.place.slice();
  return Float64Array.from({ length: places }, (_, place) =>
    sum(expected.value.subarray(place * intervals, (place + 1) * intervals)),
  );
}

/** Puts a scan together. Throws `too-few` without at least two cases. */
export function createProblem(
  input: NullInput & {
    circles: Circles;
    windows: Windows;
    expected: Expected;
    minCases: number;
    rates?: ScanRates;
  },
): ScanProblem {
  const { model, cases, population, intervals, rates = 'high' } = input;
  const totalCases = cases.place.length;
  if (totalCases < 2) throw new AnalysisError('too-few', 'a scan needs at least two cases');
  const controls = model === 'bernoulli' ? listControls(population!, input) : null;
  return {
    model,
    places: input.places,
    intervals,
    cases,
    controls,
    totalCases,
    expected: input.expected,
    score: createScore(model, totalCases, totalCases + (controls?.length ?? 0), rates),
    circles: input.circles,
    windows: input.windows,
    minCases: input.minCases,
    rates,
  };
}

function listControls(population: Float64Array, { places, intervals }: NullInput): Uint32Array {
  if (population.length !== places * intervals || population.some((n) => !Number.isInteger(n))) {
    throw new AnalysisError(
      'input-invalid',
      'controls must be whole numbers by place and interval',
    );
  }
  const controls = new Uint32Array(sum(population));
  let at = 0;
  population.forEach((n, cell) => {
    controls.fill(cell, at, at + n);
    at += n;
  });
  return controls;
}
