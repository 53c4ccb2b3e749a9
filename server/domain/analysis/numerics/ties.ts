/**
 * Computed numbers this close, as a share of their size, are equal: sums of the same terms in another order, or of
 * weights that are equal on paper, differ in their last bits only. What is read from a file is compared exactly.
 */
export const TIE = 1e-9;

/** Whether a computed number is nothing beside the terms it was summed from. */
export const isNothing = (value: number, size: number): boolean =>
  Math.abs(value) <= 1e-12 * Math.abs(size);

/**
 * Ranks from 0, rising with the values, equal where neighbours in order lie within `tolerance` (0: exactly equal).
 * Values must be numbers.
 */
export function tieRanks(values: ArrayLike<number>, tolerance = 0): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]!,
  );
  const ranks = new Uint32Array(values.length);
  for (let k = 1, rank = 0; k < order.length; k++) {
    if (values[order[k]!]! - values[order[k - 1]!]! > tolerance) rank++;
    ranks[order[k]!] = rank;
  }
  return ranks;
}
