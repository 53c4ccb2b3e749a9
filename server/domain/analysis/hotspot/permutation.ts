import type { Links } from '../input/links.ts';
import type { Tick } from '../method.ts';
import { seededRandom } from '../numerics/random.ts';

/**
 * Conditional permutation test of a local sum Σ wij·xj (Anselin 1995): the cell keeps its value, its
 * neighbours draw theirs without replacement from all other cells. Two-sided:
 * p = min(1, 2·min((1 + #{≥})/(R + 1), (1 + #{≤})/(R + 1))). A link of a cell to itself keeps its value.
 */
export function conditionalPermutationP(
  values: ArrayLike<number>,
  links: Links,
  options: { permutations: number; seed: number },
  tick?: Tick,
): Float64Array {
  const n = values.length;
  const { offset, target, weight } = links;
  const random = seededRandom(options.seed);
  const pool = Uint32Array.from({ length: n }, (_, i) => i);
  const at = Uint32Array.from({ length: n }, (_, i) => i);
  const swap = (a: number, b: number) => {
    const cell = pool[a]!;
    pool[a] = pool[b]!;
    pool[b] = cell;
    at[pool[a]!] = a;
    at[pool[b]!] = b;
  };
  return Float64Array.from({ length: n }, (_, i) => {
    if (i % 64 === 0) tick?.(i / n);
    const weights: number[] = [];
    let observed = 0;
    for (let k = offset[i]!; k < offset[i + 1]!; k++) {
      if (target[k] === i) continue;
      weights.push(weight[k]!);
      observed += weight[k]! * values[target[k]!]!;
    }
    if (weights.length === 0) return 1;
    swap(at[i]!, n - 1);
    // Sums of the same values in another order differ in the last bits and still count as equal.
    const slack = 1e-12 * Math.max(1, Math.abs(observed));
    let above = 0;
    let below = 0;
    for (let r = 0; r < options.permutations; r++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        swap(k, k + Math.floor(random() * (n - 1 - k)));
        sum += weights[k]! * values[pool[k]!]!;
      }
      if (sum >= observed - slack) above++;
      if (sum <= observed + slack) below++;
    }
    return Math.min(1, (2 * (1 + Math.min(above, below))) / (options.permutations + 1));
  });
}
