import { twoSidedP } from '../numerics/normal.ts';

/** A monotone trend test of a series at equal steps. */
export interface Trend {
  /** Sum of the signs of all later-minus-earlier differences. */
  s: number;
  /** Variance of s under no trend, corrected for ties. */
  variance: number;
  /** (s ∓ 1)/√variance; 0 where s or the variance is 0. */
  z: number;
  /** Two-sided normal p. */
  p: number;
  /** S over the root of (pairs)(pairs without ties): Kendall's tau-b with time. */
  tau: number;
  /** Sen's slope: median of all pairwise slopes, per step. */
  slope: number;
}

/**
 * Mann-Kendall test with tie-corrected variance and continuity correction (Mann 1945, Kendall 1975:
 * Var S = [n(n-1)(2n+5) - Σt(t-1)(2t+5)]/18) with the slope of Sen (1968).
 */
export function mannKendall(series: ArrayLike<number>): Trend {
  const n = series.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let s = 0;
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const rise = series[j]! - series[i]!;
      s += Math.sign(rise);
      slopes[at++] = rise / (j - i);
    }
  }
  const ties = tieSizes(series);
  const pairs = (n * (n - 1)) / 2;
  const variance =
    (n * (n - 1) * (2 * n + 5) - ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0)) / 18;
  const untied = pairs - ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const z = s === 0 || variance <= 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return {
    s,
    variance,
    z,
    p: twoSidedP(z),
    tau: untied === 0 ? 0 : s / Math.sqrt(pairs * untied),
    slope: median(slopes.sort()),
  };
}

/** Sizes of the groups of equal values. */
function tieSizes(series: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(series).sort();
  const sizes: number[] = [];
  for (let begin = 0; begin < sorted.length; ) {
    let end = begin + 1;
    while (end < sorted.length && sorted[end] === sorted[begin]) end++;
    sizes.push(end - begin);
    begin = end;
  }
  return sizes;
}

const median = (sorted: Float64Array): number => {
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};
