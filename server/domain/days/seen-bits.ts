/** The patrollable cells of a grid version in one fixed order; a bit string says of each whether it was seen. */
export interface CellSet {
  id: number;
  /** H3 indexes, sorted. */
  cells: readonly string[];
}

/** '0' and '1' for each cell of the set; cells of another set (an earlier cut of the grid) are left out. */
export function seenBits(set: CellSet, seen: Iterable<string>): string {
  const those = new Set(seen);
  return set.cells.map((cell) => (those.has(cell) ? '1' : '0')).join('');
}
