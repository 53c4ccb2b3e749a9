import type { XY } from '../geo/local-frame.ts';
import { type PointIndex, visitBox } from '../geo/point-index.ts';

/** What a route is laid over: the cells of a grid in plane metres, and what seeing each is worth. */
export interface Ground {
  cellX: Float64Array;
  cellY: Float64Array;
  cellIndex: PointIndex;
  /** How far to either side of the path a cell counts as seen, metres. */
  swathM: number;
  /** Worth of each cell, 0 or more: its expected incidents. */
  risk: Float64Array;
}

/** Length of a path, metres. */
export function lengthOf(path: readonly XY[]): number {
  let lengthM = 0;
  for (let k = 1; k < path.length; k++)
    lengthM += Math.hypot(path[k]!.x - path[k - 1]!.x, path[k]!.y - path[k - 1]!.y);
  return lengthM;
}

/** Calls `visit` with each cell whose middle lies within the swath of the straight leg from `a` to `b`; `a` = `b` is a place. */
export function visitLeg(ground: Ground, a: XY, b: XY, visit: (cell: number) => void): void {
  const { cellX, cellY, cellIndex, swathM: r } = ground;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  const [west, east] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
  const [south, north] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
  visitBox(cellIndex, west - r, south - r, east + r, north + r, (cell) => {
    const [px, py] = [cellX[cell]! - a.x, cellY[cell]! - a.y];
    const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
    const [ex, ey] = [px - along * dx, py - along * dy];
    if (ex * ex + ey * ey <= r * r) visit(cell);
  });
}

/** Which cells are seen from a path: 1 or 0 each. */
export function seenFrom(ground: Ground, path: readonly XY[]): Uint8Array {
  const seen = new Uint8Array(ground.cellX.length);
  const mark = (cell: number) => {
    seen[cell] = 1;
  };
  if (path.length === 1) visitLeg(ground, path[0]!, path[0]!, mark);
  for (let k = 1; k < path.length; k++) visitLeg(ground, path[k - 1]!, path[k]!, mark);
  return seen;
}

/** Risk of the cells marked. */
export const riskOf = ({ risk }: Ground, seen: ArrayLike<number>): number =>
  risk.reduce((sum, value, cell) => sum + (seen[cell] ? value : 0), 0);

/** The beginning of a path, so many metres of it. */
export function cutPath(path: readonly XY[], metres: number): XY[] {
  const cut = path.slice(0, 1);
  let left = metres;
  for (let k = 1; k < path.length; k++) {
    const [a, b] = [path[k - 1]!, path[k]!];
    const leg = Math.hypot(b.x - a.x, b.y - a.y);
    if (leg > left) {
      const part = left / leg;
      cut.push({ x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) });
      break;
    }
    cut.push(b);
    left -= leg;
  }
  return cut;
}

/** Cells seen from a path in the order in which they come into view; those of one leg by how far along it they lie. */
export function seenInOrder(ground: Omit<Ground, 'risk'>, path: readonly XY[]): number[] {
  const order = new Set<number>();
  const { cellX, cellY } = ground;
  for (let k = path.length === 1 ? 0 : 1; k < path.length; k++) {
    const [a, b] = [path[Math.max(0, k - 1)]!, path[k]!];
    const leg: number[] = [];
    visitLeg({ ...ground, risk: new Float64Array() }, a, b, (cell) => leg.push(cell));
    const along = (cell: number) =>
      (cellX[cell]! - a.x) * (b.x - a.x) + (cellY[cell]! - a.y) * (b.y - a.y);
    leg.sort((c, d) => along(c) - along(d) || c - d);
    for (const cell of leg) order.add(cell);
  }
  return [...order];
}

/** Share of the risk of all cells that lies in some of them, 0 to 1; 0 where there is none. */
export function riskShareOf(
  cells: readonly { cell: string }[],
  risk: Float64Array,
  seen: readonly string[],
): number {
  const those = new Set(seen);
  const total = risk.reduce((sum, value) => sum + value, 0);
  const part = risk.reduce((sum, value, i) => sum + (those.has(cells[i]!.cell) ? value : 0), 0);
  return total > 0 ? part / total : 0;
}
