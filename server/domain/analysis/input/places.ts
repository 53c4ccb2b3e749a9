import type { Polygon, Position } from 'geojson';
import { type LocalProjection, type PlanePoint, toGlobe } from './projection.ts';
import type { Ring } from './study-area.ts';

/** Columns lng, lat (degrees) or, of planar input, x, y (metres). */
export function placeColumns(
  x: Float64Array,
  y: Float64Array,
  projection: LocalProjection | null,
): Record<string, Float64Array> {
  if (projection === null) return { x, y };
  const lng = new Float64Array(x.length);
  const lat = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const place = toGlobe(projection, { x: x[i]!, y: y[i]! });
    lng[i] = place.lng;
    lat[i] = place.lat;
  }
  return { lng, lat };
}

/** A GeoJSON position of a planar point: degrees, or the planar metres themselves. */
export function position(point: PlanePoint, projection: LocalProjection | null): Position {
  if (projection === null) return [point.x, point.y];
  const { lng, lat } = toGlobe(projection, point);
  return [lng, lat];
}

/** A planar ring as a closed GeoJSON polygon. */
export function ringPolygon(ring: Ring, projection: LocalProjection | null): Polygon {
  const points = Array.from(ring.x, (x, i) => position({ x, y: ring.y[i]! }, projection));
  return { type: 'Polygon', coordinates: [[...points, points[0]!]] };
}
