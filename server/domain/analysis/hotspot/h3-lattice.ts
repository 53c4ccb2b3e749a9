import type { MultiPolygon, Polygon } from 'geojson';
import { cellsCentredIn, gridDisk, ringOf } from '../../geo/h3.ts';
import { buildLinks, type Links } from '../input/links.ts';

/** Cells whose centre lies in the area (GeoJSON, WGS-84). */
export function h3CellsIn(area: Polygon | MultiPolygon, resolution: number): string[] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flatMap((rings) => cellsCentredIn(rings as number[][][], resolution));
}

export function h3Polygon(cell: string): Polygon {
  return { type: 'Polygon', coordinates: [ringOf(cell)] };
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
