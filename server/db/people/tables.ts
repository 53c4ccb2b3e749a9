import type { Generated } from 'kysely';
import type { DayKind } from '../../contract/people/holiday.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Validity } from '../store/column-types.ts';

export interface PeopleTables {
  officers: {
    id: Generated<number>;
    code: string;
    name: string;
    category: OfficerCategory;
    home_area_id: number | null;
    home_since: Generated<Date>;
  };
  officer_agreements: {
    officer_id: number;
    notice: string;
    agreed_at: Date;
    handheld_id: number;
  };
  officer_names: {
    officer_id: number;
    since: Date;
    since_edition: Generated<number>;
    name: string;
  };
  officer_assignments: Validity & { officer_id: number; area_id: number };
  officer_leave: {
    officer_id: number;
    first_day: string;
    last_day: string;
    kind: string;
    substitute_id: number | null;
  };
  officer_pairs: {
    officer_id: number;
    partner_id: number;
    first_day: string;
    last_day: string | null;
    put_by: string;
  };
  holidays: { day: string; kind: DayKind; name: string };
}
