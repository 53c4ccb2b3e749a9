import type { Generated } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { RevokedWhy } from '../../contract/handhelds/state.ts';
import type { MomentOrNull, Validity } from '../store/column-types.ts';

export interface HandheldsTables {
  handhelds: {
    id: Generated<number>;
    code: string;
    secret_hash: string;
    datum: Datum;
    home_area_id: number | null;
    enrolled_at: MomentOrNull;
    revoked_at: MomentOrNull;
    revoked_why: RevokedWhy | null;
  };
  handheld_assignments: Validity & { handheld_id: number; officer_id: number };
}
