/** A ring as flat plane metres x0, y0, x1, y1, ...; the first corner is not repeated. */
export type Ring = Float64Array;

/** Edges of one or more rings as x1, y1, x2, y2 each. Inside is where a ray crosses an odd number of them. */
export type Edges = Float64Array;

/**
 * Edges of all rings of a polygon (outer rings and holes alike). An edge that two rings share, such as the cut of a polygon
 * along the antimeridian, is no border and left out.
 */
export function edgesOf(rings: readonly Ring[]): Edges {
  const edges = new Map<string, [number, number, number, number]>();
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const edge = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!] as const;
      if (edge[0] === edge[2] && edge[1] === edge[3]) continue;
      const twin = keyOf(edge[2], edge[3], edge[0], edge[1]);
      const same = keyOf(...edge);
      if (edges.delete(twin) || edges.delete(same)) continue;
      edges.set(same, [...edge]);
    }
  return Float64Array.from([...edges.values()].flat());
}

/** Corners nearer than a centimetre are one corner. */
const keyOf = (...edge: [number, number, number, number]) =>
  edge.map((m) => Math.round(m * 100) + 0).join();

/** Metres from a point to the border: positive inside, negative outside; -Infinity without edges. */
export function signedDistance(edges: Edges, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let i = 0; i < edges.length; i += 4) {
    const x1 = edges[i]! - x;
    const y1 = edges[i + 1]! - y;
    const x2 = edges[i + 2]! - x;
    const y2 = edges[i + 3]! - y;
    const dx = x2 - x1;
    const dy = y2 - y1;
    if (y1 > 0 !== y2 > 0 && x1 - (y1 * dx) / dy > 0) inside = !inside;
    let along = -(x1 * dx + y1 * dy) / (dx * dx + dy * dy);
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    const px = x1 + along * dx;
    const py = y1 + along * dy;
    const squared = px * px + py * py;
    if (squared < nearest) nearest = squared;
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}

/** Area of the rings in square metres, holes taken off, by whatever way their corners run: every ring's depth decides its sign. */
export function areaOf(polygons: readonly (readonly Ring[])[]): number {
  return polygons.reduce(
    (sum, [outer, ...holes]) =>
      sum +
      (outer ? Math.abs(ringArea(outer)) : 0) -
      holes.reduce((hole, ring) => hole + Math.abs(ringArea(ring)), 0),
    0,
  );
}

/** Signed area of a ring, square metres, counter-clockwise positive (shoelace formula). */
export function ringArea(ring: ArrayLike<number>): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    twice += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return twice / 2;
}
