import type { Generated } from 'kysely';
import type { Moment } from '../store/column-types.ts';

export interface RollupsTables {
  rollup_jobs: {
    grid_id: number;
    day: string;
    due_at: Moment;
    attempts: Generated<number>;
    last_error: string | null;
    naming: Generated<number>;
  };
  final_periods: {
    area_id: number;
    period: string;
    first_day: string;
    end_day: string;
    edition: number;
    changed_edition: number;
  };
}
