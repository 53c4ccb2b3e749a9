import type { Random } from './random.ts';

/**
 * A Poisson draw of any mean from 0 up: products of uniforms (Knuth 1969) over slices of mean 16.
 * Exact; its time grows with the mean.
 */
export function drawPoisson(mean: number, random: Random): number {
  let count = 0;
  for (let rest = mean; rest > 0; rest -= 16) {
    const floor = Math.exp(-Math.min(rest, 16));
    for (let product = 1 - random(); product > floor; product *= 1 - random()) count++;
  }
  return count;
}

/** P(X >= count) of a Poisson of the given mean; by its series, to about 1e-14. */
export function poissonAtLeast(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  const below = Math.ceil(count) - 1;
  // The shorter-tailed side is summed outward from the cut, so that no digits cancel.
  let term = Math.exp(below * Math.log(mean) - mean - logFactorial(below));
  if (below < mean) {
    let sum = 0;
    for (let k = below; k >= 0 && term > sum * 1e-17; k--) {
      sum += term;
      term *= k / mean;
    }
    return Math.max(0, 1 - sum);
  }
  let sum = 0;
  for (let k = below + 1; ; k++) {
    term *= mean / k;
    sum += term;
    if (term <= sum * 1e-17) return Math.min(1, sum);
  }
}

/** ln n!; Stirling's series above 30, good to 1e-15 relative. */
export function logFactorial(n: number): number {
  if (n < 30) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return Math.log(product);
  }
  const x = n + 1;
  const y = 1 / (x * x);
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
