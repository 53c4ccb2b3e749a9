import type { MultiPolygon, Polygon } from 'geojson';
import {
  cellsCentredIn,
  centreOf,
  getResolution,
  gridDisk,
  isValidCell,
  ringOf,
} from '../../geo/h3.ts';
import type { Lattice } from '../input/input.ts';
import { buildLinks, type Links } from '../input/links.ts';
import { planeAround } from '../input/projection.ts';

/** Cells whose centre lies in the area (GeoJSON, WGS-84). */
export function h3CellsIn(area: Polygon | MultiPolygon, resolution: number): string[] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flatMap((rings) => cellsCentredIn(rings as number[][][], resolution));
}

export function h3Polygon(cell: string): Polygon {
  return { type: 'Polygon', coordinates: [ringOf(cell)] };
}

/** Neighbours within so many rings, of those that are in the list, in whatever case they are written. */
export function h3Links(cells: readonly string[], rings: number): Links {
  const index = new Map(cells.map((cell, i) => [cell.toLowerCase(), i]));
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

/** Whether every cell is named by H3, all at one resolution, so that names alone say where they are. */
export function isOfH3({ geometry, id }: Lattice): boolean {
  return (
    geometry === null &&
    id.every((cell) => isValidCell(cell) && getResolution(cell) === getResolution(id[0]!))
  );
}

/** What keeps names that mostly are cells of H3 from saying where they are; null where they are something else. */
export function notOfH3({ id }: Lattice): string | null {
  const cells = id.filter((cell) => isValidCell(cell));
  if (2 * cells.length <= id.length) return null;
  const other = id.find((cell) => !isValidCell(cell));
  if (other !== undefined) return `${other} is no cell of H3, as the others are`;
  const coarse = id.find((cell) => getResolution(cell) !== getResolution(id[0]!));
  return coarse === undefined
    ? null
    : `${id[0]} and ${coarse} are cells of H3 of two resolutions (${getResolution(id[0]!)}, ${getResolution(coarse)})`;
}

/** A lattice of H3 cells with the outlines and, where it has none, the centres that their names say. */
export function withH3Shapes(lattice: Lattice): Lattice {
  const centres = lattice.id.map(centreOf);
  const { x, y } = planeAround(
    centres.map(({ lng }) => lng),
    centres.map(({ lat }) => lat),
  );
  return {
    ...lattice,
    x: lattice.x ?? x,
    y: lattice.y ?? y,
    geometry: lattice.id.map(h3Polygon),
  };
}
