import type { Links } from '../input/links.ts';
import { twoSidedP } from '../numerics/normal.ts';
import { isNothing } from '../numerics/ties.ts';
import { moments } from './gi-star.ts';

/** Local Moran's I of each cell; NaN where a cell has no neighbours. */
export interface LocalMoran {
  i: Float64Array;
  z: Float64Array;
  p: Float64Array;
  /** Value and neighbours' mean above (H) or below (L) the mean: HH, LL, HL, LH; empty without neighbours. */
  quadrant: string[];
}

/**
 * Ii = (zi/m2)·Σ wij·zj with zi = xi - x̄, m2 = Σz²/n (Anselin 1995), z scores from the conditional
 * expectation and variance of Sokal, Oden and Thomson (1998): E = -zi²Wi/((n - 1)m2),
 * Var = (zi/m2)²·n/(n - 2)·(S1i - Wi²/(n - 1))·(m2 - zi²/(n - 1)). Links are used as given.
 */
export function localMoran(values: ArrayLike<number>, links: Links): LocalMoran {
  const n = values.length;
  const { mean, deviation } = moments(values);
  const m2 = deviation * deviation;
  const out: LocalMoran = {
    i: new Float64Array(n),
    z: new Float64Array(n),
    p: new Float64Array(n),
    quadrant: [],
  };
  for (let i = 0; i < n; i++) {
    const own = values[i]! - mean;
    let lag = 0;
    let size = 0;
    let w1 = 0;
    let w2 = 0;
    for (let k = links.offset[i]!; k < links.offset[i + 1]!; k++) {
      const w = links.weight[k]!;
      const other = values[links.target[k]!]! - mean;
      lag += w * other;
      size += Math.abs(w * other);
      w1 += w;
      w2 += w * w;
    }
    const expected = -(own * own * w1) / ((n - 1) * m2);
    // A cell that alone differs from all others, or neighbours all of them, leaves nothing to permute.
    const weighed = w2 - (w1 * w1) / (n - 1);
    const rest = m2 - (own * own) / (n - 1);
    const isFixed = isNothing(weighed, w2) || isNothing(rest, m2) || isNothing(own, mean);
    const variance = isFixed ? 0 : (own / m2) ** 2 * (n / (n - 2)) * weighed * rest;
    out.i[i] = w1 === 0 ? Number.NaN : (own / m2) * lag;
    out.z[i] = variance > 0 ? (out.i[i]! - expected) / Math.sqrt(variance) : Number.NaN;
    out.p[i] = Number.isNaN(out.z[i]!) ? Number.NaN : twoSidedP(out.z[i]!);
    out.quadrant.push(w1 === 0 ? '' : sideOf(own, mean) + sideOf(lag, size));
  }
  return out;
}

/** High above the mean, else low; a difference that is rounding alone is none. */
const sideOf = (above: number, size: number) => (above > 0 && !isNothing(above, size) ? 'H' : 'L');
