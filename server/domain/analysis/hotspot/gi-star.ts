import { AnalysisError } from '../error.ts';
import { type Links, withSelf } from '../input/links.ts';
import { isNothing } from '../numerics/ties.ts';

/**
 * Getis-Ord Gi* of each cell as a z score (Ord and Getis 1995, eq. 14):
 * z = (Σ wij·xj - x̄·Wi) / (s·√((n·S1i - Wi²)/(n - 1))), Wi = Σ wij, S1i = Σ wij², s the population
 * deviation, the cell itself among its neighbours (weight 1 unless its links say otherwise). NaN where
 * the variance is 0 (a cell that neighbours everything). Throws `too-few`, `no-variation`.
 */
export function giStar(values: ArrayLike<number>, links: Links): Float64Array {
  const n = values.length;
  const scope = moments(values);
  const { offset, target, weight } = withSelf(links);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    let w1 = 0;
    let w2 = 0;
    for (let k = offset[i]!; k < offset[i + 1]!; k++) {
      const w = weight[k]!;
      sum += w * values[target[k]!]!;
      w1 += w;
      w2 += w * w;
    }
    z[i] = giStarZ(scope, { sum, w1, w2 });
  }
  return z;
}

/** What a z score is taken against: so many cells, their mean and population deviation. */
export interface Scope {
  n: number;
  mean: number;
  deviation: number;
}

/** z of a weighed sum Σ wx, with Σ w and Σ w². NaN where nothing varies, or the weights leave nothing to vary. */
export function giStarZ(
  { n, mean, deviation }: Scope,
  { sum, w1, w2 }: { sum: number; w1: number; w2: number },
): number {
  const variance = (n * w2 - w1 * w1) / (n - 1);
  if (deviation === 0 || variance < 0 || isNothing(variance, w2)) return Number.NaN;
  return (sum - mean * w1) / (deviation * Math.sqrt(variance));
}

/** Throws `too-few` below two cells, `no-variation` when all are equal but for rounding. */
export function moments(values: ArrayLike<number>): Scope {
  const n = values.length;
  if (n < 2) throw new AnalysisError('too-few', `${n} cells, at least 2 are needed`);
  let mean = 0;
  let farthest = 0;
  for (let i = 0; i < n; i++) {
    mean += values[i]! / n;
    farthest = Math.max(farthest, Math.abs(values[i]! - values[0]!));
  }
  if (isNothing(farthest, values[0]!))
    throw new AnalysisError('no-variation', `all ${n} cells have the value ${values[0]}`);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { n, mean, deviation: Math.sqrt(squares / n) };
}
