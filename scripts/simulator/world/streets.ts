import { latticeNoise } from '../random.ts';
import { type Cell, cellKey, cornerPoint, type Lattice } from './lattice.ts';
import type { Plane, Point } from './plane.ts';

export interface StreetEdge {
  a: number;
  b: number;
  lengthM: number;
  /** Along the grid's own border: walked, but rather not. */
  border: boolean;
}

/** Where an officer can walk inside one grid: metres in the plane, edges by node, all inside the grid. */
export interface StreetGraph {
  plane: Plane;
  nodes: Point[];
  edges: StreetEdge[];
  /** Indices of the edges at each node. */
  at: number[][];
}

/** The node that lies nearest to a point. */
export function nearestNode({ nodes }: StreetGraph, { x, y }: Point): number {
  const distanceM = (n: number) => Math.hypot(nodes[n]!.x - x, nodes[n]!.y - y);
  return nodes.reduce((best, _, n) => (distanceM(n) < distanceM(best) ? n : best), 0);
}

/** The walkway of a border street lies this far inside the border, which is the street's centre line. */
const INSET_M = 10;

/** Share of blocks with two crossing lanes; the others have one lane. */
const CROSSED = { urban: 0.6, 'urban-village': 0.8, rural: 0, park: 0.2 } as const;

/**
 * Streets round and lanes through the blocks of one grid.
 * Nodes live on a lattice of half blocks: corners at even indices, middles of streets and blocks at odd ones.
 */
export function streetsOf(
  lattice: Lattice,
  cells: readonly Cell[],
  type: keyof typeof CROSSED,
): StreetGraph {
  const inside = new Set(cells.map(cellKey));
  const has = (i: number, j: number) => inside.has(cellKey({ i, j }));
  const index = new Map<number, number>();
  const graph: StreetGraph = { plane: lattice.plane, nodes: [], edges: [], at: [] };
  const borderNodes: boolean[] = [];

  const node = (p: number, q: number) => {
    const key = cellKey({ i: p, j: q });
    const known = index.get(key);
    if (known !== undefined) return known;
    const around = blocksAround(p, q);
    const own = around.filter(({ i, j }) => has(i, j));
    const border = own.length < around.length;
    const at = halfPoint(lattice, p, q);
    graph.nodes.push(border ? inset(lattice, at, around, own) : at);
    graph.at.push([]);
    borderNodes.push(border);
    index.set(key, graph.nodes.length - 1);
    return graph.nodes.length - 1;
  };
  const drawn = new Set<number>();
  const edge = (p: number, q: number, toEast: boolean) => {
    // One number an edge: half-block indices stay far below 2^15.
    const key = cellKey({ i: p, j: q }) * 2 + (toEast ? 1 : 0);
    if (drawn.has(key)) return;
    drawn.add(key);
    const a = node(p, q);
    const b = toEast ? node(p + 1, q) : node(p, q + 1);
    const from = graph.nodes[a]!;
    const to = graph.nodes[b]!;
    const onStreet = toEast ? q % 2 === 0 : p % 2 === 0;
    graph.at[a]!.push(graph.edges.length);
    graph.at[b]!.push(graph.edges.length);
    graph.edges.push({
      a,
      b,
      lengthM: Math.hypot(to.x - from.x, to.y - from.y),
      border: onStreet && borderNodes[a]! && borderNodes[b]!,
    });
  };

  for (const { i, j } of cells) {
    const [p, q] = [2 * i, 2 * j];
    for (const k of [0, 1]) {
      edge(p + k, q, true);
      edge(p + k, q + 2, true);
      edge(p, q + k, false);
      edge(p + 2, q + k, false);
    }
    const { eastWest, northSouth } = lanesOf(lattice, { i, j }, type);
    for (const k of [0, 1]) {
      if (eastWest) edge(p + k, q + 1, true);
      if (northSouth) edge(p + 1, q + k, false);
    }
  }
  return graph;
}

/** Which lanes lead through the middle of a block. */
export function lanesOf({ seed }: Lattice, { i, j }: Cell, type: keyof typeof CROSSED) {
  const crossed = latticeNoise(seed ^ 0x3c3c, i, j) < CROSSED[type];
  const eastWest = latticeNoise(seed ^ 0x7a7a, i, j) < 0.5;
  return { eastWest: crossed || eastWest, northSouth: crossed || !eastWest };
}

/** The blocks that meet at a half-block node: four at a corner, two at a street's middle, one inside. */
function blocksAround(p: number, q: number): Cell[] {
  const side = (k: number) => (k % 2 === 0 ? [k / 2 - 1, k / 2] : [(k - 1) / 2]);
  return side(p).flatMap((i) => side(q).map((j) => ({ i, j })));
}

function halfPoint(lattice: Lattice, p: number, q: number): Point {
  const side = (k: number) => (k % 2 === 0 ? [k / 2] : [(k - 1) / 2, (k + 1) / 2]);
  return mean(side(p).flatMap((i) => side(q).map((j) => cornerPoint(lattice, { i, j }))));
}

function mean(points: Point[]): Point {
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
}

/**
 * Moves a border node towards the grid's own blocks and away from the others; at corners by the diagonal,
 * so that both streets keep the distance.
 */
function inset(lattice: Lattice, at: Point, around: Cell[], own: readonly Cell[]): Point {
  let x = 0;
  let y = 0;
  for (const cell of around) {
    const middle = halfPoint(lattice, 2 * cell.i + 1, 2 * cell.j + 1);
    const away = Math.hypot(middle.x - at.x, middle.y - at.y);
    const side = own.includes(cell) ? 1 : -1;
    x += (side * (middle.x - at.x)) / away;
    y += (side * (middle.y - at.y)) / away;
  }
  const corner = own.length % 2 === 1 && around.length === 4;
  const step = (corner ? INSET_M * Math.SQRT2 : INSET_M) / Math.hypot(x, y);
  return { x: at.x + x * step, y: at.y + y * step };
}
