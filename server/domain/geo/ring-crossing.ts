import type { Position } from 'geojson';

interface Edge {
  from: Position;
  to: Position;
  west: number;
  east: number;
}

/** A corner from which an edge of some rings crosses another one; null where none does. Edges that only touch do not cross. */
export function ringCrossing(...rings: readonly (readonly Position[])[]): Position | null {
  const edges = rings.flatMap((ring) =>
    ring.map((from, i): Edge => {
      const to = ring[(i + 1) % ring.length]!;
      return { from, to, west: Math.min(from[0]!, to[0]!), east: Math.max(from[0]!, to[0]!) };
    }),
  );
  // Swept from west to east: only edges whose longitudes meet are compared.
  edges.sort((a, b) => a.west - b.west);
  let open: Edge[] = [];
  for (const edge of edges) {
    open = open.filter(({ east }) => east > edge.west);
    if (open.some((other) => cross(edge, other))) return edge.from;
    open.push(edge);
  }
  return null;
}

/** Whether each edge has the ends of the other strictly on both its sides. */
const cross = (a: Edge, b: Edge): boolean =>
  side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0;

const side = ({ from, to }: Edge, at: Position): number =>
  Math.sign((to[0]! - from[0]!) * (at[1]! - from[1]!) - (to[1]! - from[1]!) * (at[0]! - from[0]!));
