import type { Generated, JSONColumnType } from 'kysely';
import type { GridType } from '../../contract/areas/area.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Validity } from '../store/column-types.ts';

export interface NormsTables {
  norms: {
    id: Generated<number>;
    area_id: number;
    grid_type: GridType | null;
    officer_category: OfficerCategory | null;
    name: string;
  };
  norm_versions: Validity & {
    norm_id: number;
    version: number;
    rules: JSONColumnType<NormRules>;
    published_by: string | null;
    published_at: Date | null;
  };
}
