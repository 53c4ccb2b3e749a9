import type { GridType, Level } from '../../contract/areas/area.ts';
import type { MultiPolygon } from '../../contract/areas/geo.ts';

/** An area as an import would store it, WGS-84. Parents are named by code. */
export interface AreaDraft {
  /** Place in the file from 0; null where it was made here. */
  feature: number | null;
  code: string;
  name: string;
  level: Level;
  parent: string | null;
  gridType: GridType | null;
  timeZone: string;
  geometry: MultiPolygon;
}
