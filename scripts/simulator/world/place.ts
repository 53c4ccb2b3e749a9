import type { GridType } from '../../../server/contract/areas/area.ts';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import type { Ground, SimArea } from './areas.ts';
import { type StreetGraph, streetsOf } from './streets.ts';

/** A grid with the streets an officer can walk in it. */
export interface GridPlace {
  code: string;
  name: string;
  type: GridType;
  geometry: MultiPolygon;
  streets: StreetGraph;
}

/** The streets of one grid, drawn when asked for: a whole city's would fill the memory. */
export function placeOf(ground: Ground, area: SimArea): GridPlace {
  const cells = ground.cellsOf.get(area.code);
  if (!cells || !area.gridType) throw new RangeError(`${area.code} is not a grid`);
  return {
    code: area.code,
    name: area.name,
    type: area.gridType,
    geometry: area.geometry,
    streets: streetsOf(ground.lattice, cells, area.gridType),
  };
}
