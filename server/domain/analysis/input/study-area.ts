import type { MultiPolygon, Polygon, Position } from 'geojson';
import { type LocalProjection, type PlanePoint, toPlane } from './projection.ts';

/** A closed ring in planar metres; the last point joins the first. */
export interface Ring {
  x: Float64Array;
  y: Float64Array;
}

/** Where incidents could have been reported: polygons, each an outer ring and its holes, planar metres. */
export interface StudyArea {
  polygons: Ring[][];
  areaM2: number;
}

/** Reads a GeoJSON area into the plane of the incidents; `projection` null when both are planar. */
export function studyArea(
  geometry: Polygon | MultiPolygon,
  projection: LocalProjection | null,
): StudyArea {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.map((polygon) =>
    polygon.map((ring) => {
      const points = projection === null ? ring.map(planar) : straight(ring, projection);
      return { x: Float64Array.from(points, (p) => p.x), y: Float64Array.from(points, (p) => p.y) };
    }),
  );
  return { polygons: rings, areaM2: areaOf(rings) };
}

const planar = ([x, y]: Position): PlanePoint => ({ x: x!, y: y! });

/** How far a side in the plane may lie off the side that is straight in longitude and latitude, metres. */
const SIDE_M = 0.005;
const HALVINGS = 12;

/** A ring whose sides are straight in longitude and latitude (RFC 7946, 3.1.1), in the plane: bent sides get more points. */
function straight(ring: readonly Position[], projection: LocalProjection): PlanePoint[] {
  const at = ([lng, lat]: Position) => toPlane(projection, { lng: lng!, lat: lat! });
  const bend = (
    a: Position,
    b: Position,
    from: PlanePoint,
    to: PlanePoint,
    left: number,
  ): PlanePoint[] => {
    const half: Position = [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
    const middle = at(half);
    const off = Math.hypot(middle.x - (from.x + to.x) / 2, middle.y - (from.y + to.y) / 2);
    if (off <= SIDE_M || left === 0) return [];
    return [
      ...bend(a, half, from, middle, left - 1),
      middle,
      ...bend(half, b, middle, to, left - 1),
    ];
  };
  const corners = ring.map(at);
  return ring.flatMap((position, i) =>
    i + 1 === ring.length
      ? [corners[i]!]
      : [corners[i]!, ...bend(position, ring[i + 1]!, corners[i]!, corners[i + 1]!, HALVINGS)],
  );
}

/** How near a side counts as on it, metres. */
const ON_SIDE_M = 0.01;

/** Whether a point lies in the area: in any of its polygons, their sides included. */
export const contains = (area: StudyArea, x: number, y: number): boolean =>
  area.polygons.some((polygon) => holds(polygon, x, y));

function holds(polygon: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of polygon) {
    for (let i = 0, j = ring.x.length - 1; i < ring.x.length; j = i++) {
      const [xi, yi, xj, yj] = [ring.x[i]!, ring.y[i]!, ring.x[j]!, ring.y[j]!];
      if (isOnSide(xi, yi, xj, yj, x, y)) return true;
      if (yi > y === yj > y) continue;
      if (x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

function isOnSide(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (
    x < Math.min(ax, bx) - ON_SIDE_M ||
    x > Math.max(ax, bx) + ON_SIDE_M ||
    y < Math.min(ay, by) - ON_SIDE_M ||
    y > Math.max(ay, by) + ON_SIDE_M
  )
    return false;
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  return Math.abs((y - ay) * dx - (x - ax) * dy) <= ON_SIDE_M * length || length <= ON_SIDE_M;
}

const areaOf = (polygons: Ring[][]) =>
  polygons.reduce(
    (sum, polygon) =>
      sum + polygon.reduce((part, ring, i) => part + (i === 0 ? 1 : -1) * ringAreaM2(ring), 0),
    0,
  );

/** Area of a ring, m², whichever way it winds (shoelace, about its first point for precision). */
export function ringAreaM2(ring: Ring): number {
  let twice = 0;
  for (let i = 0, j = ring.x.length - 1; i < ring.x.length; j = i++) {
    twice +=
      (ring.x[j]! - ring.x[0]!) * (ring.y[i]! - ring.y[0]!) -
      (ring.x[i]! - ring.x[0]!) * (ring.y[j]! - ring.y[0]!);
  }
  return Math.abs(twice) / 2;
}
