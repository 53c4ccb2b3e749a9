import type { Generated } from 'kysely';
import type { GridType, Level } from '../../contract/areas/area.ts';
import type { Geometry, Validity } from '../store/column-types.ts';

export interface AreasTables {
  areas: { id: Generated<number>; code: string; withdrawn_version: number | null };
  area_versions: Validity & {
    area_id: number;
    version: number;
    parent_id: number | null;
    level: Level;
    name: string;
    grid_type: GridType | null;
    time_zone: string;
    geom: Geometry;
    since_edition: Generated<number>;
  };
}
