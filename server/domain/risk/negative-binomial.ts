import { logFactorial } from '../analysis/numerics/poisson.ts';

const known = Float64Array.from({ length: 16_384 }, (_, n) => logFactorial(n));
const lf = (n: number): number => known[n] ?? logFactorial(n);

/**
 * ln P(X >= x) of a negative binomial of whole shape r >= 1 and the given mean, for x above the mean: the predictive of a Poisson count
 * whose rate has a gamma posterior. Summed outward from x, where terms fall at least geometrically.
 */
export function logTail(x: number, mean: number, r: number): number {
  const q = mean / (mean + r);
  const first = lf(x + r - 1) - lf(r - 1) - lf(x) + r * Math.log1p(-q) + x * Math.log(q);
  let term = 1;
  let sum = 1;
  for (let k = x; ; k++) {
    term *= ((k + r) / (k + 1)) * q;
    sum += term;
    if (term < sum * 1e-10) return first + Math.log(sum);
  }
}
