import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell, polygonToCells } from 'h3-js';
import type { LngLat } from '../../../contract/areas/geo.ts';
import { buildLinks, type Links } from '../input/links.ts';

/** H3 in {lng, lat} and GeoJSON terms; the only place of the analysis that knows its [lat, lng]. */
export const h3CellOf = ({ lng, lat }: LngLat, resolution: number): string =>
  latLngToCell(lat, lng, resolution);

/** Cells whose centre lies in the area (GeoJSON, WGS-84). */
export function h3CellsIn(area: Polygon | MultiPolygon, resolution: number): string[] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flatMap((rings) => polygonToCells(rings as number[][][], resolution, true));
}

export function h3Centre(cell: string): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return { lng, lat };
}

export function h3Polygon(cell: string): Polygon {
  return { type: 'Polygon', coordinates: [cellToBoundary(cell, true) as Position[]] };
}

/** Neighbours within so many rings, of those that are in the list. */
export function h3Links(cells: readonly string[], rings: number): Links {
  const index = new Map(cells.map((cell, i) => [cell, i]));
  const from: number[] = [];
  const to: number[] = [];
  cells.forEach((cell, i) => {
    for (const near of gridDisk(cell, rings)) {
      const other = index.get(near);
      if (other === undefined || other === i) continue;
      from.push(i);
      to.push(other);
    }
  });
  return buildLinks(cells.length, { from, to });
}
