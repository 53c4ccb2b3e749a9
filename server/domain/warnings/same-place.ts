import { cellToParent, getResolution } from '../geo/h3.ts';

const coarsen = (cells: readonly string[], resolution: number): Set<string> =>
  new Set(
    cells.map((cell) => (getResolution(cell) > resolution ? cellToParent(cell, resolution) : cell)),
  );

/** Places by name. */
export type Places = ReadonlyMap<string, readonly string[]>;

/**
 * Whether two named places are one: at least `overlapMin` of the smaller lies in the other (overlap coefficient, Szymkiewicz 1934, Simpson 1943), sets of
 * different resolution compared at the coarser. All pairs that share a cell are found at once, by cell: most share none.
 */
export function placeMatcher(places: Places, overlapMin: number) {
  const resolutionOf = new Map(
    [...places].map(([name, cells]) => [name, Math.min(...cells.map(getResolution))]),
  );
  const matches = new Map<string, Set<string>>([...places.keys()].map((name) => [name, new Set()]));
  for (const resolution of new Set(resolutionOf.values()))
    for (const [a, b] of overlapping(places, resolutionOf, resolution, overlapMin)) {
      matches.get(a)!.add(b);
      matches.get(b)!.add(a);
    }
  return (a: string, b: string): boolean => a === b || matches.get(a)!.has(b);
}

/** Pairs of a place of this resolution and one of it or finer that are one place. */
function* overlapping(
  places: Places,
  resolutionOf: ReadonlyMap<string, number>,
  resolution: number,
  overlapMin: number,
): Generator<[string, string]> {
  const sets = new Map<string, Set<string>>();
  const holders = new Map<string, string[]>();
  for (const [name, cells] of places) {
    if (resolutionOf.get(name)! < resolution) continue;
    const set = coarsen(cells, resolution);
    sets.set(name, set);
    for (const cell of set) {
      const holder = holders.get(cell);
      if (holder) holder.push(name);
      else holders.set(cell, [name]);
    }
  }
  for (const [name, set] of sets) {
    if (resolutionOf.get(name) !== resolution) continue;
    const shared = new Map<string, number>();
    for (const cell of set)
      for (const other of holders.get(cell)!) shared.set(other, (shared.get(other) ?? 0) + 1);
    for (const [other, count] of shared)
      if (count / Math.min(set.size, sets.get(other)!.size) >= overlapMin) yield [name, other];
  }
}
