import type { JSONColumnType } from 'kysely';
import type { Moment } from '../store/column-types.ts';
import type { FixesTable, FixRow } from './columns.ts';

export interface FixesTables {
  fixes: FixesTable;
  orphan_fixes: {
    handheld_id: number;
    session: Moment;
    seq: number;
    device_time: Moment;
    receive_time: Moment;
    body: JSONColumnType<FixRow>;
  };
  refused_fixes: { handheld_id: number; day: string; reason: string; count: number };
}
