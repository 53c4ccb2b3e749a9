import type { Position } from 'geojson';

type Rings = readonly (readonly Position[])[];

/** An edge of a ring, which it knows by its place among others and its own place in it. */
export interface Edge {
  from: Position;
  to: Position;
  west: number;
  east: number;
  ring: number;
  at: number;
  /** Edges of the ring. */
  of: number;
}

/** Edges of rings, closed or not; corners that stand twice in a row are one. */
export const edgesOfRings = (rings: Rings): Edge[] =>
  rings.flatMap((given, ring) => {
    const corners = given.filter((at, k) => !isSame(at, given[(k + 1) % given.length]!));
    return corners.map((from, at): Edge => {
      const to = corners[(at + 1) % corners.length]!;
      const [west, east] = [Math.min(from[0]!, to[0]!), Math.max(from[0]!, to[0]!)];
      return { from, to, west, east, ring, at, of: corners.length };
    });
  });

/**
 * Where edges of some rings of a polygon meet first as no edges may, from west to east; null where none do. That is where they cross; with
 * `touching` also where a ring touches itself or two share a line, as PostGIS has it (OGC 06-103r4, 6.1.11). Two rings may touch at a point.
 */
export function ringsMeet(rings: Rings, { touching = false } = {}): Position | null {
  return edgesMeet(edgesOfRings(rings), { touching });
}

/** The same of edges. */
export function edgesMeet(edges: Edge[], { touching = false } = {}): Position | null {
  edges.sort((a, b) => a.west - b.west);
  // Swept from west to east: only edges whose longitudes meet are compared.
  let open: Edge[] = [];
  for (const edge of edges) {
    open = open.filter(({ east }) => east > edge.west || (touching && east === edge.west));
    for (const other of open) {
      const place = crossing(edge, other) ?? (touching ? touch(edge, other) : null);
      if (place) return place;
    }
    open.push(edge);
  }
  return null;
}

/** Where two edges cross: each has the ends of the other strictly on both its sides. */
function crossing(a: Edge, b: Edge): Position | null {
  const [from, to] = [side(a, b.from), side(a, b.to)];
  if (!(from * to < 0 && side(b, a.from) * side(b, a.to) < 0)) return null;
  const share = from / (from - to);
  return [0, 1].map((k) => b.from[k]! + share * (b.to[k]! - b.from[k]!));
}

/** Where two edges touch that may not. */
function touch(a: Edge, b: Edge): Position | null {
  const isOfOne = a.ring === b.ring;
  if (isOfOne && b.at === (a.at + 1) % a.of) return spike(a.from, a.to, b.to);
  if (isOfOne && a.at === (b.at + 1) % a.of) return spike(b.from, b.to, a.to);
  const shared = [b.from, b.to].filter((at) => isOn(a, at));
  const all = [...shared, ...[a.from, a.to].filter((at) => isOn(b, at))];
  if (isOfOne) return all[0] ?? null;
  const other = all.find((at) => !isSame(at, all[0]!));
  return other ? all[0]! : null;
}

/** The corner between two edges, where the second goes back over the first. */
function spike(from: Position, corner: Position, to: Position): Position | null {
  const [x1, y1] = [from[0]! - corner[0]!, from[1]! - corner[1]!];
  const [x2, y2] = [to[0]! - corner[0]!, to[1]! - corner[1]!];
  return x1 * y2 === x2 * y1 && x1 * x2 + y1 * y2 > 0 ? corner : null;
}

const isSame = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

const isOn = (edge: Edge, at: Position): boolean =>
  at[0]! >= edge.west &&
  at[0]! <= edge.east &&
  (at[1]! - edge.from[1]!) * (at[1]! - edge.to[1]!) <= 0 &&
  side(edge, at) === 0;

/** Positive on the left of an edge, negative on its right. */
const side = ({ from, to }: Edge, at: Position): number =>
  (to[0]! - from[0]!) * (at[1]! - from[1]!) - (to[1]! - from[1]!) * (at[0]! - from[0]!);
