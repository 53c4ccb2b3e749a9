import { compensator, type HawkesModel } from './model.ts';

/** Kolmogorov-Smirnov distance and p. */
export interface GoodnessOfFit {
  distance: number;
  p: number;
}

/**
 * Time-rescaling test (Papangelou 1972; Ogata 1988): if the model holds, the expected counts between
 * successive incidents are exponential of mean 1. Parameters fitted to the same data make p too kind.
 */
export function residualTest(model: HawkesModel, t: Float64Array): GoodnessOfFit {
  const total = compensator(model, t);
  const uniform = total.map((at, i) => -Math.expm1(-(i === 0 ? at : at - total[i - 1]!))).sort();
  return kolmogorovSmirnov(uniform);
}

/** Sorted values against the uniform distribution on [0, 1]; p by Stephens' (1970) approximation. */
export function kolmogorovSmirnov(sorted: ArrayLike<number>): GoodnessOfFit {
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    distance = Math.max(distance, (i + 1) / n - sorted[i]!, sorted[i]! - i / n);
  }
  const root = Math.sqrt(n);
  return { distance, p: kolmogorovTail((root + 0.12 + 0.11 / root) * distance) };
}

/** P(K > x) of Kolmogorov's limit distribution, 2 Σ (-1)^(k-1) e^(-2k²x²). */
function kolmogorovTail(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
    sum += term;
    if (Math.abs(term) < 1e-16) break;
  }
  return Math.min(1, Math.max(0, sum));
}
