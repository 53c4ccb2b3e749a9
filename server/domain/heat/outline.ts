import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';

const BANDS = 256;

/**
 * Whether places lie in a polygon, prepared for very many of them: edges sorted into bands of latitude, so that a place meets
 * only those of its own band. A ray crosses an odd number of edges from inside; of two areas that share a border, a place on it
 * is in one.
 */
export function preparePolygon({ coordinates }: MultiPolygon): (place: LngLat) => boolean {
  const rings = coordinates.flat();
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const ring of rings)
    for (const [, lat] of ring) {
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  const band = (lat: number) =>
    Math.min(BANDS - 1, Math.floor(((lat - south) / (north - south)) * BANDS));
  const bands: number[][] = Array.from({ length: BANDS }, () => []);
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]!;
      const [x2, y2] = ring[i]!;
      if (y1 === y2) continue;
      for (let b = band(Math.min(y1, y2)); b <= band(Math.max(y1, y2)); b++)
        bands[b]!.push(x1, y1, x2, y2);
    }
  return ({ lng, lat }) => {
    if (!(lat >= south && lat <= north && north > south)) return false;
    const edges = bands[band(lat)]!;
    let inside = false;
    for (let i = 0; i < edges.length; i += 4) {
      const [x1, y1, x2, y2] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!];
      if (y1 > lat !== y2 > lat && lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1))
        inside = !inside;
    }
    return inside;
  };
}
