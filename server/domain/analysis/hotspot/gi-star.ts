import { AnalysisError } from '../error.ts';
import { type Links, withSelf } from '../input/links.ts';

/**
 * Getis-Ord Gi* of each cell as a z score (Ord and Getis 1995, eq. 14):
 * z = (Σ wij·xj - x̄·Wi) / (s·√((n·S1i - Wi²)/(n - 1))), Wi = Σ wij, S1i = Σ wij², s the population
 * deviation, the cell itself among its neighbours (weight 1 unless its links say otherwise). NaN where
 * the variance is 0 (a cell that neighbours everything). Throws `too-few`, `no-variation`.
 */
export function giStar(values: ArrayLike<number>, links: Links): Float64Array {
  const n = values.length;
  const { mean, deviation } = moments(values);
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
    const variance = (n * w2 - w1 * w1) / (n - 1);
    z[i] = variance > 0 ? (sum - mean * w1) / (deviation * Math.sqrt(variance)) : Number.NaN;
  }
  return z;
}

/** Mean and population deviation. Throws `too-few` below two cells, `no-variation` when all are equal. */
export function moments(values: ArrayLike<number>): { mean: number; deviation: number } {
  const n = values.length;
  if (n < 2) throw new AnalysisError('too-few', `${n} cells, at least 2 are needed`);
  let mean = 0;
  let allEqual = true;
  for (let i = 0; i < n; i++) {
    mean += values[i]! / n;
    allEqual &&= values[i] === values[0];
  }
  if (allEqual)
    throw new AnalysisError('no-variation', `all ${n} cells have the value ${values[0]}`);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / n) };
}
