import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { notDegrees, readCrs } from '../../server/domain/reading/coordinates.ts';
import { at, ReadingError } from '../../server/domain/reading/problem.ts';
import { readFeatureFile } from '../command/read-text.ts';

export interface NamedGrid {
  name: string;
  polygon: MultiPolygon;
}

/**
 * Every polygon of a GeoJSON file, WGS-84, named by `name`, `code` or its place, and what is to be said of the file.
 * @throws ReadingError where the file holds no polygon, or its coordinates are no degrees.
 */
export async function readGrids(file: string): Promise<{ grids: NamedGrid[]; notes: string[] }> {
  const { features, whole, notes } = await readFeatureFile(file);
  const crs = at(file, () => readCrs(whole));
  const grids = features.flatMap(({ geometry, properties }, i): NamedGrid[] => {
    const name = String(properties?.name ?? properties?.code ?? i + 1);
    if (geometry?.type === 'Polygon')
      return [{ name, polygon: multiPolygon([geometry.coordinates]) }];
    return geometry?.type === 'MultiPolygon'
      ? [{ name, polygon: multiPolygon(geometry.coordinates) }]
      : [];
  });
  if (grids.length === 0) throw new ReadingError(`${file}: no polygon in it`);
  for (const { name, polygon } of grids)
    for (const [lng, lat] of polygon.coordinates.flat(2)) {
      const wrong = notDegrees({ lng, lat });
      if (wrong) throw new ReadingError(`${file}: grid ${name}: ${wrong}`);
    }
  return { grids, notes: [...notes, ...crs].map((note) => `${file}: ${note}`) };
}

const multiPolygon = (coordinates: GeoJSON.Position[][][]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: coordinates.map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]): [number, number] => [lng!, lat!])),
  ),
});
