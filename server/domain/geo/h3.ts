/** The only file of the server that knows h3-js and its [lat, lng]; cells are lower-case hex, places {lng, lat} in WGS-84. */
import {
  cellsToMultiPolygon,
  cellToBoundary,
  cellToLatLng,
  getPentagons,
  greatCircleDistance,
  latLngToCell,
  POLYGON_TO_CELLS_FLAGS,
  polygonToCells,
  polygonToCellsExperimental,
  UNITS,
} from 'h3-js';
import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';

export {
  cellToChildren,
  cellToParent,
  getHexagonAreaAvg,
  getResolution,
  gridDisk,
  gridDiskDistances,
  isValidCell,
} from 'h3-js';

/** Resolution every fix and incident is stored at: edge about 9.4 m, area about 307 m². */
export const CELL_RESOLUTION = 12;

/** The cell of a place. */
export const cellOf = ({ lng, lat }: LngLat, resolution = CELL_RESOLUTION): string =>
  latLngToCell(lat, lng, resolution);

/** The corners of each face of the icosahedron that H3 lays its cells on: its twelve corners are the centres of pentagons. */
export function icosahedron(): [LngLat, LngLat, LngLat][] {
  const corners = getPentagons(0).map(centreOf);
  const areNear = (a: LngLat, b: LngLat) =>
    greatCircleDistance([a.lat, a.lng], [b.lat, b.lng], UNITS.rads) < 1.2;
  return corners.flatMap((a, i) =>
    corners.slice(i + 1).flatMap((b, j) =>
      areNear(a, b)
        ? corners
            .slice(i + j + 2)
            .filter((c) => areNear(a, c) && areNear(b, c))
            .map((c): [LngLat, LngLat, LngLat] => [a, b, c])
        : [],
    ),
  );
}

/** Centre of a cell. */
export function centreOf(cell: string): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return { lng, lat };
}

/** Corners of a cell, counter-clockwise; six, rarely five or more where a cell crosses a face of the icosahedron. */
export const cornersOf = (cell: string): LngLat[] =>
  cellToBoundary(cell).map(([lat, lng]) => ({ lng, lat }));

/** Outline of a cell as a closed GeoJSON ring. */
export const ringOf = (cell: string): [number, number][] => cellToBoundary(cell, true);

/** Outlines of cells of one resolution, joined, as coordinates of a GeoJSON MultiPolygon. */
export const joinedRings = (cells: string[]): [number, number][][][] =>
  cellsToMultiPolygon(cells, true) as [number, number][][][];

/** Cells whose centre lies in a polygon of GeoJSON rings. */
export const cellsCentredIn = (rings: number[][][], resolution: number): string[] =>
  polygonToCells(rings, resolution, true);

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
