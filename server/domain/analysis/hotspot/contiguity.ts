import { bbox } from '@turf/bbox';
import type { Geometry, Position } from 'geojson';
import { AnalysisError } from '../error.ts';
import { buildLinks, type Links } from '../input/links.ts';

/** Polygons this close touch, metres: what drawing and rounding leave between neighbours. */
export const TOUCH_M = 0.1;
/** Metres of a degree of latitude, near enough for a tolerance. */
const DEGREE_M = 111_320;

interface Shape {
  /** minX, minY, maxX, maxY, wider by the tolerance. */
  box: readonly [number, number, number, number];
  edges: readonly Edge[];
}
type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/**
 * Neighbours of polygons that touch within 10 cm: queen at any point, rook along an edge. A corner may touch the middle
 * of a longer edge. Throws `input-invalid` for other geometry.
 */
export function contiguity(geometry: readonly Geometry[], rule: 'queen' | 'rook'): Links {
  const frame = frameOf(geometry);
  const shapes = geometry.map((shape) => shapeOf(shape, frame));
  const touch = rule === 'queen' ? touchesAt : touchesAlong;
  const neighbours = shapes.map(() => new Set<number>());
  const byWest = [...shapes.keys()].sort((a, b) => shapes[a]!.box[0] - shapes[b]!.box[0]);
  byWest.forEach((a, k) => {
    const one = shapes[a]!;
    for (let m = k + 1; m < byWest.length; m++) {
      const b = byWest[m]!;
      const other = shapes[b]!;
      if (other.box[0] > one.box[2]) break;
      if (other.box[1] > one.box[3] || other.box[3] < one.box[1] || !touch(one, other)) continue;
      neighbours[a]!.add(b);
      neighbours[b]!.add(a);
    }
  });
  return linksOf(neighbours);
}

/** Metres by degree, where all the coordinates may be degrees; planar metres otherwise. */
function frameOf(geometry: readonly Geometry[]) {
  const boxes = geometry.map((shape) => bbox(shape));
  const isDegrees = boxes.every(([w, s, e, n]) => Math.max(-w, e) <= 180 && Math.max(-s, n) <= 90);
  const middle = boxes.reduce((sum, [, s, , n]) => sum + (s + n) / 2, 0) / (boxes.length || 1);
  return isDegrees
    ? { x: DEGREE_M * Math.cos((middle * Math.PI) / 180), y: DEGREE_M }
    : { x: 1, y: 1 };
}

function shapeOf(shape: Geometry, frame: { x: number; y: number }): Shape {
  const [west, south, east, north] = bbox(shape);
  const edges = ringsOf(shape).flatMap((ring) =>
    ring.slice(1).map(([bx, by], i): Edge => {
      const [ax, ay] = ring[i]!;
      return [ax! * frame.x, ay! * frame.y, bx! * frame.x, by! * frame.y];
    }),
  );
  return {
    box: [
      west * frame.x - TOUCH_M,
      south * frame.y - TOUCH_M,
      east * frame.x + TOUCH_M,
      north * frame.y + TOUCH_M,
    ],
    edges,
  };
}

function ringsOf(shape: Geometry): Position[][] {
  if (shape.type === 'Polygon') return shape.coordinates;
  if (shape.type === 'MultiPolygon') return shape.coordinates.flat();
  throw new AnalysisError('input-invalid', `contiguity needs polygons, not ${shape.type}`);
}

/** Edges of a shape that reach into the box of another. */
const near = ({ edges }: Shape, { box: [minX, minY, maxX, maxY] }: Shape) =>
  edges.filter(
    ([ax, ay, bx, by]) =>
      Math.min(ax, bx) <= maxX &&
      Math.max(ax, bx) >= minX &&
      Math.min(ay, by) <= maxY &&
      Math.max(ay, by) >= minY,
  );

const touchesAt = (one: Shape, other: Shape) => {
  const [ours, theirs] = [near(one, other), near(other, one)];
  return ours.some((a) => theirs.some((b) => edgeDistance(a, b) <= TOUCH_M));
};

const touchesAlong = (one: Shape, other: Shape) => {
  const [ours, theirs] = [near(one, other), near(other, one)];
  return ours.some((a) => theirs.some((b) => sharedLength(a, b) > 2 * TOUCH_M));
};

/** Distance of two edges, 0 where they cross. */
function edgeDistance(a: Edge, b: Edge): number {
  const side = ([ax, ay, bx, by]: Edge, x: number, y: number) =>
    Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  const isCrossed =
    side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
  if (isCrossed) return 0;
  return Math.min(
    pointDistance(a, b[0], b[1]),
    pointDistance(a, b[2], b[3]),
    pointDistance(b, a[0], a[1]),
    pointDistance(b, a[2], a[3]),
  );
}

function pointDistance([ax, ay, bx, by]: Edge, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Length along which two edges run side by side within the tolerance. */
function sharedLength(a: Edge, b: Edge): number {
  const [ax, ay, bx, by] = a;
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return 0;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const along = (x: number, y: number) => (x - ax) * ux + (y - ay) * uy;
  const off = (x: number, y: number) => (y - ay) * ux - (x - ax) * uy;
  const [s, t] = [along(b[0], b[1]), along(b[2], b[3])];
  const [from, to] = [Math.max(0, Math.min(s, t)), Math.min(length, Math.max(s, t))];
  if (to <= from || s === t) return 0;
  const offAt = (at: number) =>
    off(b[0], b[1]) + ((off(b[2], b[3]) - off(b[0], b[1])) * (at - s)) / (t - s);
  return Math.max(Math.abs(offAt(from)), Math.abs(offAt(to))) <= TOUCH_M ? to - from : 0;
}

/** Links of weight 1 from each cell to its set, in rising order. */
export function linksOf(neighbours: readonly ReadonlySet<number>[]): Links {
  const from: number[] = [];
  const to: number[] = [];
  neighbours.forEach((set, cell) => {
    for (const other of [...set].sort((a, b) => a - b)) {
      from.push(cell);
      to.push(other);
    }
  });
  return buildLinks(neighbours.length, { from, to });
}
