import type { Geometry } from 'geojson';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { at, ReadingError, unreadable } from '../../server/domain/reading/problem.ts';
import { notDegrees, readCrs } from '../../server/domain/reading/shapes/coordinates.ts';
import { oneArea } from '../../server/domain/reading/shapes/one-area.ts';
import { notesOf, readFeatureFile } from '../command/read-text.ts';

export interface NamedGrid {
  name: string;
  polygon: MultiPolygon;
}

/**
 * Every polygon of a GeoJSON file, WGS-84, named by `name`, `code` or its place, and what is to be said of the file.
 * @throws ReadingError where the file holds no polygon, one crosses itself, or its coordinates are no degrees.
 */
export async function readGrids(file: string): Promise<{ grids: NamedGrid[]; notes: string[] }> {
  const { features, whole, notes } = await readFeatureFile(file);
  const crs = at(file, () => readCrs(whole));
  const grids = features.flatMap(({ geometry, properties }, i): NamedGrid[] => {
    const name = String(properties?.name ?? properties?.code ?? i + 1);
    return at(`${file}: grid ${name}`, () => {
      const polygon = gridOf(geometry);
      return polygon ? [{ name, polygon }] : [];
    });
  });
  if (grids.length === 0) throw new ReadingError(`${file}: no polygon in it`);
  return { grids, notes: notesOf(file, [...notes, ...crs]) };
}

function gridOf(geometry: Geometry | null): MultiPolygon | null {
  const area = oneArea([geometry]);
  if (area === null) return null;
  const coordinates = area.coordinates.map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]): [number, number] => [lng!, lat!])),
  );
  for (const [lng, lat] of coordinates.flat(2)) {
    const wrong = notDegrees({ lng, lat });
    if (wrong) throw unreadable([wrong]);
  }
  return { type: 'MultiPolygon', coordinates };
}
