/**
 * Adjusted p values for m tests at once; reject where the adjusted p is at most the level.
 * - `bh`: false discovery rate, independent or positively dependent tests (Benjamini and Hochberg 1995)
 * - `by`: false discovery rate under any dependence (Benjamini and Yekutieli 2001)
 * - `holm`: family-wise error, step-down (Holm 1979)
 * - `bonferroni`: family-wise error, p·m
 * - `none`: the p values themselves
 */
export const ADJUSTMENTS = ['bh', 'by', 'holm', 'bonferroni', 'none'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/** Adjusts p values; NaN marks a test that was not made and is neither counted nor changed. */
export function adjustP(p: Float64Array, by: Adjustment): Float64Array {
  const made = Float64Array.from(p.filter((value) => !Number.isNaN(value)));
  const m = made.length;
  if (by === 'none' || m === 0) return p.slice();
  if (by === 'bonferroni') return p.map((value) => Math.min(1, value * m));
  const sorted = made.slice().sort();
  const adjusted = new Float64Array(m);
  if (by === 'holm') {
    let most = 0;
    for (let k = 0; k < m; k++) {
      most = Math.max(most, sorted[k]! * (m - k));
      adjusted[k] = Math.min(1, most);
    }
  } else {
    let factor = 1;
    if (by === 'by') for (let k = 2; k <= m; k++) factor += 1 / k;
    let least = 1;
    for (let k = m - 1; k >= 0; k--) {
      least = Math.min(least, (sorted[k]! * m * factor) / (k + 1));
      adjusted[k] = least;
    }
  }
  return p.map((value) => (Number.isNaN(value) ? value : adjusted[rank(sorted, value, by)]!));
}

/** Where a value stands in the sorted list; equal values share the last place, of Holm the first. */
function rank(sorted: Float64Array, value: number, by: Adjustment): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const goRight = by === 'holm' ? sorted[middle]! < value : sorted[middle]! <= value;
    if (goRight) low = middle + 1;
    else high = middle;
  }
  return by === 'holm' ? low : low - 1;
}

/** Confidence bin of an adjusted p with the sign of its z: 3 at 99 %, 2 at 95 %, 1 at 90 %, else 0. */
export function confidenceBin(z: number, adjusted: number): number {
  if (Number.isNaN(adjusted)) return 0;
  const level = adjusted <= 0.01 ? 3 : adjusted <= 0.05 ? 2 : adjusted <= 0.1 ? 1 : 0;
  return level === 0 ? 0 : Math.sign(z) * level;
}
