import type { Generated } from 'kysely';
import type { Geometry, Moment, MomentOrNull } from '../store/column-types.ts';

export interface AlertsTables {
  alerts: {
    officer_id: number;
    id: Generated<number>;
    kind: string;
    at: Moment;
    patrol_id: number | null;
    position: Geometry | null;
    text: string | null;
    acknowledged_by: string | null;
    acknowledged_at: MomentOrNull;
    comment: string | null;
    grid_id: number | null;
    due_at: MomentOrNull;
    until: MomentOrNull;
    learnt_at: MomentOrNull;
    cleared_at: MomentOrNull;
    withdrawn_at: MomentOrNull;
    limit_min: number | null;
    handheld_id: number | null;
    area_ids: number[] | null;
    device_time: MomentOrNull;
  };
  sos_presses: {
    id: Generated<number>;
    handheld_id: number;
    officer_id: number;
    alert_id: number;
    said: string;
    device_time: MomentOrNull;
    receive_time: Moment;
    position: Geometry | null;
    text: string | null;
  };
}
