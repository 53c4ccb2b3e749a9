import { readFile } from 'node:fs/promises';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';

export interface NamedGrid {
  name: string;
  polygon: MultiPolygon;
}

/**
 * Every polygon of a GeoJSON file (a collection, a feature or a bare geometry), WGS-84, named by `name`, `code` or its place.
 * @throws Error where the file holds no polygon.
 */
export async function readGrids(file: string): Promise<NamedGrid[]> {
  const json: GeoJSON.GeoJSON = JSON.parse(await readFile(file, 'utf8'));
  const features: GeoJSON.Feature[] =
    json.type === 'FeatureCollection'
      ? json.features
      : [json.type === 'Feature' ? json : { type: 'Feature', properties: null, geometry: json }];
  const grids = features.flatMap(({ geometry, properties }, i): NamedGrid[] => {
    const name = String(properties?.name ?? properties?.code ?? i + 1);
    if (geometry?.type === 'Polygon')
      return [{ name, polygon: multiPolygon([geometry.coordinates]) }];
    return geometry?.type === 'MultiPolygon'
      ? [{ name, polygon: multiPolygon(geometry.coordinates) }]
      : [];
  });
  if (grids.length === 0) throw new Error(`${file}: no polygon in it`);
  return grids;
}

const multiPolygon = (coordinates: GeoJSON.Position[][][]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: coordinates.map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]): [number, number] => [lng!, lat!])),
  ),
});
