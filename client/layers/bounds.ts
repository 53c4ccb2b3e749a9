import type { Geometry } from 'geojson';
import type { LngLat, MultiPolygon } from '../../server/contract/areas/geo.ts';
import type { Outlines } from './base-map/base-style.ts';

/** [[west, south], [east, north]], degrees. */
export type Bounds = [[number, number], [number, number]];

/** Smallest box around positions [lng, lat]; null around none. */
export const boundsOf = (positions: Iterable<readonly [number, number]>): Bounds | null => {
  let box: Bounds | null = null;
  for (const [lng, lat] of positions) {
    box = box
      ? [
          [Math.min(box[0][0], lng), Math.min(box[0][1], lat)],
          [Math.max(box[1][0], lng), Math.max(box[1][1], lat)],
        ]
      : [
          [lng, lat],
          [lng, lat],
        ];
  }
  return box;
};

const positionsIn = (at: unknown): [number, number][] => {
  if (!Array.isArray(at)) return [];
  const [x, y] = at;
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : at.flatMap(positionsIn);
};

/** Every position of a geometry of whatever kind; none of a collection of geometries. */
export const positionsOf = (geometry: Geometry | null | undefined): [number, number][] =>
  geometry && 'coordinates' in geometry ? positionsIn(geometry.coordinates) : [];

export const geometryBounds = (geometries: readonly MultiPolygon[]): Bounds | null =>
  boundsOf(geometries.flatMap((geometry) => geometry.coordinates.flat(2)));

/** China, for a map that has nothing to show yet. */
const ANYWHERE: Bounds = [
  [73, 18],
  [135, 54],
];

/** The same for a map's first view, which has to show something. */
export const viewOf = (positions: Iterable<readonly [number, number]>): Bounds =>
  boundsOf(positions) ?? ANYWHERE;

/** About 150 m. */
const ROUND_DEG = 0.0015;

/** The box around one place. */
export const roundPlace = ({ lng, lat }: LngLat): Bounds => [
  [lng - ROUND_DEG, lat - ROUND_DEG],
  [lng + ROUND_DEG, lat + ROUND_DEG],
];

/** The box around the lowest areas that are drawn: the whole of what an account watches. */
export const outlineBounds = (outlines: Outlines): Bounds => {
  const { grid, village, town, district, city } = outlines;
  const lowest = grid ?? village ?? town ?? district ?? city;
  return viewOf(lowest?.features.flatMap((f) => f.geometry.coordinates.flat(2)) ?? []);
};
