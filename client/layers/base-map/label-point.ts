import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';

type Ring = readonly [number, number][];

/** Twice the signed area and the centroid of a ring, in degrees (shoelace formula). */
const centroidOf = (ring: Ring): { area2: number; at: [number, number] } => {
  const [x0, y0] = ring[0]!;
  let area2 = 0;
  let x = 0;
  let y = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    // Relative to the first point: degrees near 121 would lose the small areas to rounding.
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    area2 += cross;
    x += (ax + bx - 2 * x0) * cross;
    y += (ay + by - 2 * y0) * cross;
  }
  return area2 === 0
    ? { area2, at: [x0, y0] }
    : { area2, at: [x0 + x / (3 * area2), y0 + y / (3 * area2)] };
};

/** Where the name of an area goes: the centroid of the largest of its parts (one at least), [lng, lat]. */
export const labelPoint = (geometry: MultiPolygon): [number, number] => {
  const parts = geometry.coordinates.map((polygon) => centroidOf(polygon[0]!));
  return parts.reduce((a, b) => (Math.abs(b.area2) > Math.abs(a.area2) ? b : a)).at;
};
