import type { LngLat, MultiPolygon } from '../../server/contract/areas/geo.ts';

/** Whether a place lies in a polygon, by the even-odd rule over all rings (Shimrat 1962). */
export function isInside({ lng, lat }: LngLat, { coordinates }: MultiPolygon): boolean {
  let inside = false;
  for (const ring of coordinates.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[x1, y1], [x2, y2]] = [ring[i] as [number, number], ring[j] as [number, number]];
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
        inside = !inside;
    }
  }
  return inside;
}
