import { twoSidedP } from '../numerics/normal.ts';
import { tieRanks } from '../numerics/ties.ts';

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
 * Var S = [n(n-1)(2n+5) - Σt(t-1)(2t+5)]/18) with the slope of Sen (1968). Values within `tolerance` of the next in
 * order are tied: 0 for what was counted or read, more for what was computed.
 */
export function mannKendall(series: ArrayLike<number>, tolerance = 0): Trend {
  const n = series.length;
  const ranks = tieRanks(series, tolerance);
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let s = 0;
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const sign = Math.sign(ranks[j]! - ranks[i]!);
      s += sign;
      slopes[at++] = sign === 0 ? 0 : (series[j]! - series[i]!) / (j - i);
    }
  }
  const ties = tieSizes(ranks);
  const pairs = (n * (n - 1)) / 2;
  const variance = (n * (n - 1) * (2 * n + 5) - sumOf(ties, (t) => t * (t - 1) * (2 * t + 5))) / 18;
  const untied = pairs - sumOf(ties, (t) => (t * (t - 1)) / 2);
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

/** Sizes of the groups of equal ranks. */
function tieSizes(ranks: Uint32Array): Uint32Array {
  const sizes = new Uint32Array(ranks.length);
  for (const rank of ranks) sizes[rank]!++;
  return sizes;
}

const sumOf = (sizes: Uint32Array, of: (size: number) => number) =>
  sizes.reduce((sum, size) => sum + of(size), 0);

const median = (sorted: Float64Array): number => {
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};
