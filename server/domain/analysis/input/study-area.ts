import type { MultiPolygon, Polygon } from 'geojson';
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
      const points = ring.map(
        ([lng, lat]): PlanePoint =>
          projection === null
            ? { x: lng!, y: lat! }
            : toPlane(projection, { lng: lng!, lat: lat! }),
      );
      return { x: Float64Array.from(points, (p) => p.x), y: Float64Array.from(points, (p) => p.y) };
    }),
  );
  return { polygons: rings, areaM2: areaOf(rings) };
}

/** Whether a point lies in the area (even-odd over all rings; the boundary may fall either way). */
export function contains(area: StudyArea, x: number, y: number): boolean {
  let inside = false;
  for (const polygon of area.polygons) {
    for (const ring of polygon) {
      for (let i = 0, j = ring.x.length - 1; i < ring.x.length; j = i++) {
        const yi = ring.y[i]!;
        const yj = ring.y[j]!;
        if (yi > y === yj > y) continue;
        if (x < ((ring.x[j]! - ring.x[i]!) * (y - yi)) / (yj - yi) + ring.x[i]!) inside = !inside;
      }
    }
  }
  return inside;
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
