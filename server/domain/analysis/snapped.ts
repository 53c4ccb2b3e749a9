/** How much of a data set lies on shared positions. */
export interface Snapping {
  /** Number of distinct positions. */
  positions: number;
  /** Share of incidents that share their position with another. */
  sharedShare: number;
  /** Incidents at the busiest position, and a row that lies there. */
  most: number;
  mostRow: number;
}

/**
 * Finds positions snapped to addresses, junctions or block middles: equal coordinates. They make
 * nearest-neighbour distances 0 and pull bandwidths towards 0.
 */
export function findSnapping(x: ArrayLike<number>, y: ArrayLike<number>): Snapping {
  const n = x.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => x[a]! - x[b]! || y[a]! - y[b]!,
  );
  const found: Snapping = { positions: 0, sharedShare: 0, most: 0, mostRow: -1 };
  let shared = 0;
  for (let begin = 0; begin < n; ) {
    const row = order[begin]!;
    let end = begin + 1;
    while (end < n && x[order[end]!] === x[row] && y[order[end]!] === y[row]) end++;
    found.positions++;
    if (end - begin > 1) shared += end - begin;
    if (end - begin > found.most) {
      found.most = end - begin;
      found.mostRow = row;
    }
    begin = end;
  }
  found.sharedShare = n === 0 ? 0 : shared / n;
  return found;
}

/** The sentence to tell about it, or none when hardly anything is snapped. */
export function snappingNotes(snapping: Snapping): string[] {
  if (snapping.sharedShare < 0.05) return [];
  const percent = Math.round(snapping.sharedShare * 100);
  return [
    `Positions look snapped: ${percent} % of incidents share a position, ${snapping.most} the busiest one.`,
  ];
}
