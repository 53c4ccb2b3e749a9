import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { getResolution, joinedRings } from '../geo/h3.ts';

/** Outline of a set of H3 cells as GeoJSON; cells of several resolutions are outlined apart. */
export function outlineOf(cells: readonly string[]): MultiPolygon {
  const byResolution = new Map<number, string[]>();
  for (const cell of cells) {
    const resolution = getResolution(cell);
    byResolution.set(resolution, [...(byResolution.get(resolution) ?? []), cell]);
  }
  return {
    type: 'MultiPolygon',
    coordinates: [...byResolution.values()].flatMap((same) => joinedRings([...new Set(same)])),
  };
}
