import { difference } from '@turf/difference';
import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';
import { featuresOf } from './features-of.ts';
import { type LocalFrame, lngDelta, toX, toY } from './local-frame.ts';
import type { Ring } from './polygon-edges.ts';

/** Polygons in plane metres: each a list of rings, the outer one first. */
export type PlanePolygons = Ring[][];

/** Middle of the polygon's bounding box; the short way round where it crosses the antimeridian. Null where it has no corner. */
export function middleOf(polygon: MultiPolygon): LngLat | null {
  const corners = polygon.coordinates.flat(2);
  const first = corners[0];
  if (!first) return null;
  let [west, east, south, north] = [0, 0, first[1], first[1]];
  for (const [lng, lat] of corners) {
    const delta = lngDelta(lng, first[0]);
    west = Math.min(west, delta);
    east = Math.max(east, delta);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { lng: lngDelta(first[0] + (west + east) / 2, 0), lat: (south + north) / 2 };
}

/** A GeoJSON polygon in plane metres, closing corners dropped, rings of fewer than three corners left out. */
export function toPlane(frame: LocalFrame, polygon: MultiPolygon): PlanePolygons {
  return polygon.coordinates
    .map((rings) => rings.map((ring) => ringOf(frame, ring)).filter((ring) => ring.length >= 6))
    .filter((rings) => rings.length > 0);
}

function ringOf(frame: LocalFrame, ring: readonly [number, number][]): Ring {
  const last = ring.at(-1);
  const closed = ring.length > 1 && last![0] === ring[0]![0] && last![1] === ring[0]![1];
  const corners = closed ? ring.slice(0, -1) : ring;
  return Float64Array.from(corners.flatMap(([lng, lat]) => [toX(frame, lng), toY(frame, lat)]));
}

/** What remains of `from` without `taken`; planar. */
export function subtract(from: PlanePolygons, taken: PlanePolygons): PlanePolygons {
  if (from.length === 0 || taken.length === 0) return from;
  const rest = difference(
    featuresOf([from, taken].map((p) => ({ type: 'MultiPolygon', coordinates: closedRings(p) }))),
  );
  if (!rest) return [];
  const { geometry } = rest;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) =>
    rings.map((ring) => Float64Array.from(ring.slice(0, -1).flatMap(([x, y]) => [x!, y!]))),
  );
}

const closedRings = (polygons: PlanePolygons) =>
  polygons.map((rings) =>
    rings.map((ring) => {
      const corners: [number, number][] = [];
      for (let i = 0; i < ring.length; i += 2) corners.push([ring[i]!, ring[i + 1]!]);
      return [...corners, corners[0]!];
    }),
  );
