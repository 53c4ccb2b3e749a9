import type { Geometry, Position } from 'geojson';
import { createFrame, type LocalFrame } from '../geo/local-frame.ts';
import { type PlanePolygons, toPlane } from '../geo/plane-polygon.ts';
import { areaOf, type Edges, signedDistance } from '../geo/polygon-edges.ts';
import { type Edge, edgesMeet, edgesOfRings } from '../geo/ring-meeting.ts';
import type { FeatureReading } from './read-features.ts';

type Rings = Position[][];

/** The ground of a feature as it is drawn, in plane metres of its file: wherever that lies, its areas lie so beside each other. */
export interface Ground {
  reading: FeatureReading;
  /** Degrees and metres are of no one plane. */
  isInDegrees: boolean;
  /** As it is written. */
  edges: Edge[];
  box: Box;
  /** In plane metres. */
  polygons: PlanePolygons;
  border: Edges;
  reach: Box;
  /** Where it is looked at, whether it lies in another. */
  points: Position[];
  areaM2: number;
}

type Box = [west: number, south: number, east: number, north: number];

/** Points of an area that are looked at. */
const POINTS_MOST = 64;
/** As deep, in metres, a point must lie in another area to speak of: less is what drawing leaves. */
const DEEP_M = 1;

export const doOverlap = (one: Ground, other: Ground): boolean =>
  doCross(one, other) || liesIn(one, other) || liesIn(other, one);

const doCross = (one: Ground, other: Ground): boolean => {
  const near = ({ east, from, to, west }: Edge) =>
    [one.box, other.box].every(
      (box) =>
        east >= box[0] &&
        west <= box[2] &&
        Math.max(from[1]!, to[1]!) >= box[1] &&
        Math.min(from[1]!, to[1]!) <= box[3],
    );
  return edgesMeet([...one.edges, ...other.edges].filter(near)) !== null;
};

const liesIn = (one: Ground, other: Ground): boolean =>
  one.points.some(
    ([x, y]) => isWithin(other.reach, x!, y!) && signedDistance(other.border, x!, y!) > DEEP_M,
  );

const isWithin = ([west, south, east, north]: Box, x: number, y: number) =>
  x > west && x < east && y > south && y < north;

export const doesLeave = (one: Ground, parent: Ground): boolean =>
  doCross(one, parent) ||
  one.points.some(([x, y]) => signedDistance(parent.border, x!, y!) < -DEEP_M);

/** A point within, and of corners and middles of edges as many as are looked at. */
function pointsOf(border: Edges): Position[] {
  const points: Position[] = [within(border)];
  const step = 4 * Math.max(1, Math.ceil((2 * (border.length / 4)) / POINTS_MOST));
  for (let i = 0; i < border.length; i += step) {
    const [x1, y1, x2, y2] = [border[i]!, border[i + 1]!, border[i + 2]!, border[i + 3]!];
    points.push([x1, y1], [(x1 + x2) / 2, (y1 + y2) / 2]);
  }
  return points;
}

/** The middle of the widest stretch of a line through the middle of an area. */
function within(border: Edges): Position {
  const ys = border.filter((_, i) => i % 2 === 1);
  const y = (ys.reduce((a, b) => Math.min(a, b)) + ys.reduce((a, b) => Math.max(a, b))) / 2;
  const at: number[] = [];
  for (let i = 0; i < border.length; i += 4) {
    const [x1, y1, x2, y2] = [border[i]!, border[i + 1]!, border[i + 2]!, border[i + 3]!];
    if (y1 > y !== y2 > y) at.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  at.sort((a, b) => a - b);
  let [from, to] = [at[0] ?? 0, at[1] ?? 0];
  for (let k = 2; k + 1 < at.length; k += 2)
    if (at[k + 1]! - at[k]! > to - from) [from, to] = [at[k]!, at[k + 1]!];
  return [(from + to) / 2, y];
}

/** Area of plane polygons, and their mean width: twice the area over the perimeter, as of what is measured in the store. */
export function sizeOf(polygons: PlanePolygons): { m2: number; widthM: number } {
  const m2 = areaOf(polygons);
  let perimeter = 0;
  for (const ring of polygons.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      perimeter += Math.hypot(ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!);
    }
  return { m2, widthM: perimeter > 0 ? (2 * m2) / perimeter : 0 };
}

export function groundOf(reading: FeatureReading, rings: Rings[], frame: LocalFrame): Ground {
  const isInDegrees = isOfDegrees(rings);
  const polygons = isInDegrees ? toPlane(frame, multi(rings)) : rings.map((one) => one.map(ringOf));
  const edges = edgesOfRings(rings.flat());
  const border = borderOf(polygons.flat());
  return {
    ...{ reading, isInDegrees, edges, polygons, border },
    box: boxOf(edges.map(({ from }) => from)),
    reach: boxOf(cornersOf(border)),
    points: pointsOf(border),
    areaM2: areaOf(polygons),
  };
}

/** Edges of rings, their last corner joined to the first. */
function borderOf(rings: PlanePolygons[number]): Edges {
  const border = new Float64Array(2 * rings.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2, at += 4) {
      const j = (i + 2) % ring.length;
      border.set([ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!], at);
    }
  return border;
}

const cornersOf = (border: Edges): Position[] =>
  Array.from({ length: border.length / 4 }, (_, k) => [border[4 * k]!, border[4 * k + 1]!]);

function boxOf(corners: readonly Position[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of corners) {
    box[0] = Math.min(box[0], x!);
    box[1] = Math.min(box[1], y!);
    box[2] = Math.max(box[2], x!);
    box[3] = Math.max(box[3], y!);
  }
  return box;
}

const multi = (rings: Rings[]) => ({
  type: 'MultiPolygon' as const,
  coordinates: rings as [number, number][][][],
});

const isOfDegrees = (polygons: Rings[]): boolean =>
  polygons.flat(2).every(([x, y]) => Math.abs(x!) <= 180 && Math.abs(y!) <= 90);

/** A ring in metres as it is, without its closing corner. */
const ringOf = (ring: Position[]) =>
  Float64Array.from(
    ring
      .filter((at, k) => k === 0 || at[0] !== ring[0]![0] || at[1] !== ring[0]![1])
      .flatMap(([x, y]) => [x!, y!]),
  );

/** The plane of a file in degrees: it touches the ground at the first corner. */
export function planeOfFile(polygons: Rings[]): LocalFrame {
  const [lng = 0, lat = 0] = polygons.find((rings) => isOfDegrees([rings]))?.[0]?.[0] ?? [];
  return createFrame({ lng, lat });
}

/** Polygons of a shape; null where it is none, or not of pairs of numbers. */
export function polygonsOf(geometry: Geometry | null): Rings[] | null {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return null;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const isSound =
    Array.isArray(polygons) &&
    polygons.every(
      (rings) =>
        Array.isArray(rings) &&
        rings.length > 0 &&
        rings.every(
          (ring) =>
            Array.isArray(ring) &&
            ring.length > 2 &&
            ring.every(
              (at) => Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1]),
            ),
        ),
    );
  return isSound && polygons.length > 0 ? polygons : null;
}
