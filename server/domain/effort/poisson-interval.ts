import { poissonAtLeast } from '../analysis/numerics/poisson.ts';

export interface CountInterval {
  low: number;
  high: number;
}

/**
 * Means a Poisson count is compatible with: the exact two-sided interval of the given confidence (Garwood 1936). Of no events it begins
 * at 0. Of our own: the gamma quantile of @stdlib is 2e-4 off for counts of 1000.
 */
export function poissonInterval(count: number, confidence: number): CountInterval {
  const tail = (1 - confidence) / 2;
  // P(X >= count) rises with the mean, P(X <= count) falls.
  const low = count === 0 ? 0 : rootOf((mean) => poissonAtLeast(count, mean) - tail, count);
  const high = rootOf((mean) => poissonAtLeast(count + 1, mean) - (1 - tail), count + 1);
  return { low, high };
}

/** Where a rising function of a mean crosses 0, to 12 digits. */
function rootOf(rising: (mean: number) => number, guess: number): number {
  let [below, above] = [0, Math.max(1, guess)];
  while (rising(above) < 0) above *= 2;
  for (let k = 0; k < 60 && above - below > 1e-12 * above; k++) {
    const middle = (below + above) / 2;
    if (rising(middle) < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
