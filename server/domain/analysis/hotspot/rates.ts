import { AnalysisError } from '../error.ts';
import { type Links, withSelf } from '../input/links.ts';

/** How a count is set against its denominator. */
export const RATES = ['none', 'raw', 'eb', 'eb-local'] as const;
export type RateKind = (typeof RATES)[number];

/**
 * Rates of counts per unit of population: raw, or pulled towards the mean where the population is small.
 * - `eb`: global empirical Bayes by moments (Marshall 1991): b + a(r - b)/(a + b/ni), b = Σx/Σn,
 *   a = max(0, Σn(r - b)²/Σn - b/n̄)
 * - `eb-local`: the same with b and a of each cell's neighbourhood, the cell included; each member's
 *   spread is about the mean of its own neighbourhood.
 * Throws `input-invalid` where a denominator is not positive or a count negative.
 */
export function ratesOf(
  counts: Float64Array,
  population: Float64Array,
  kind: Exclude<RateKind, 'none'>,
  links: Links,
): Float64Array {
  counts.forEach((x, i) => {
    if (x >= 0 && population[i]! > 0) return;
    throw new AnalysisError(
      'input-invalid',
      `cell ${i} has value ${x} and population ${population[i]}; a rate needs value >= 0, population > 0`,
    );
  });
  if (kind === 'eb') return globalBayes(counts, population);
  if (kind === 'eb-local') return localBayes(counts, population, withSelf(links));
  return counts.map((x, i) => x / population[i]!);
}

function globalBayes(counts: Float64Array, population: Float64Array): Float64Array {
  const people = population.reduce((a, b) => a + b, 0);
  const b = counts.reduce((a, c) => a + c, 0) / people;
  const spread = counts.reduce((s, x, i) => s + population[i]! * (x / population[i]! - b) ** 2, 0);
  const a = Math.max(0, spread / people - b / (people / counts.length));
  return counts.map((x, i) => shrink(x, population[i]!, a, b));
}

function localBayes(counts: Float64Array, population: Float64Array, links: Links): Float64Array {
  const { offset, target } = links;
  const sumOver = (of: (cell: number) => number) =>
    counts.map((_, i) => {
      let sum = 0;
      for (let k = offset[i]!; k < offset[i + 1]!; k++) sum += of(target[k]!);
      return sum;
    });
  const people = sumOver((j) => population[j]!);
  const mean = sumOver((j) => counts[j]!).map((x, i) => x / people[i]!);
  const spread = sumOver((j) => population[j]! * (counts[j]! / population[j]! - mean[j]!) ** 2);
  return counts.map((x, i) => {
    const averagePeople = people[i]! / (offset[i + 1]! - offset[i]!);
    const a = Math.max(0, spread[i]! / people[i]! - mean[i]! / averagePeople);
    return shrink(x, population[i]!, a, mean[i]!);
  });
}

const shrink = (x: number, n: number, a: number, b: number): number =>
  a === 0 ? b : b + (a * (x / n - b)) / (a + b / n);
