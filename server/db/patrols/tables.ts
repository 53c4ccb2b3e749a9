import type { Generated, JSONColumnType } from 'kysely';
import type { Moment, MomentOrNull } from '../store/column-types.ts';

export interface PatrolsTables {
  patrols: {
    officer_id: number;
    id: Generated<number>;
    grid_id: number;
    origin: 'declared' | 'recognised';
    start_time: Moment;
    end_time: MomentOrNull;
    guessed_until: MomentOrNull;
    declared_grid_id: number | null;
  };
  patrol_presses: {
    id: Generated<number>;
    handheld_id: number | null;
    officer_id: number | null;
    kind: 'start' | 'end';
    device_time: Moment;
    at: Moment;
    receive_time: MomentOrNull;
    grid_id: number | null;
    start_time: MomentOrNull;
    unplaced: Generated<boolean>;
  };
  withdrawn_patrols: {
    officer_id: number;
    patrol_id: number;
    withdrawn_at: Generated<Date>;
    body: JSONColumnType<object>;
  };
  recognition_jobs: { officer_id: number; day: string };
}
