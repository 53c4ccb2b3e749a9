import { cellToParent, getResolution } from 'h3-js';

/**
 * How much of the smaller of two sets of H3 cells lies in the other, 0 to 1 (overlap coefficient, Szymkiewicz 1934, Simpson 1943). Sets of different
 * resolution are compared at the coarser one.
 */
export function overlapOf(a: readonly string[], b: readonly string[]): number {
  const resolution = Math.min(...[...a, ...b].map(getResolution));
  const [one, other] = [coarsen(a, resolution), coarsen(b, resolution)];
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const cell of small) if (large.has(cell)) shared++;
  return shared / small.size;
}

const coarsen = (cells: readonly string[], resolution: number): Set<string> =>
  new Set(
    cells.map((cell) => (getResolution(cell) > resolution ? cellToParent(cell, resolution) : cell)),
  );

/** Places by name. */
export type Places = ReadonlyMap<string, readonly string[]>;

/** Whether two named places are one and the same; every pair is looked at once. */
export function placeMatcher(places: Places, overlapMin: number) {
  const known = new Map<string, boolean>();
  return (a: string, b: string): boolean => {
    if (a === b) return true;
    const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
    const before = known.get(pair);
    if (before !== undefined) return before;
    const same = overlapOf(places.get(a)!, places.get(b)!) >= overlapMin;
    known.set(pair, same);
    return same;
  };
}
