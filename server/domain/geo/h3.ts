import {
  cellToBoundary,
  cellToLatLng,
  POLYGON_TO_CELLS_FLAGS,
  polygonToCellsExperimental,
} from 'h3-js';
import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';

/** Centre of a cell. */
export function centreOf(cell: string): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return { lng, lat };
}

/** Corners of a cell, counter-clockwise; six, rarely five or more where a cell crosses a face of the icosahedron. */
export const cornersOf = (cell: string): LngLat[] =>
  cellToBoundary(cell).map(([lat, lng]) => ({ lng, lat }));

/** Every cell that has any part in common with the polygon, sorted. */
export function cellsTouching(polygon: MultiPolygon, resolution: number): string[] {
  const cells = new Set<string>();
  const mode = POLYGON_TO_CELLS_FLAGS.containmentOverlapping;
  for (const rings of polygon.coordinates) {
    if ((rings[0]?.length ?? 0) < 4) continue;
    for (const cell of polygonToCellsExperimental(rings, resolution, mode, true)) cells.add(cell);
  }
  return [...cells].sort();
}
