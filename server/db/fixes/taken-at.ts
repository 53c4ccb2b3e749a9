import { type RawBuilder, sql } from 'kysely';
import { EARLIEST_MS } from '../../contract/fixes/fix.ts';
import { iso } from '../store/moments.ts';

const POSSIBLE = (time: RawBuilder<unknown>) =>
  sql`${time} between ${sql.lit(iso(EARLIEST_MS))}::timestamptz and f.receive_time + interval '1 day'`;
const OFF = sql`f.receive_time - f.sent_time`;
const PUT_RIGHT = sql`f.device_time + (${OFF})`;

/**
 * When a fix `f` was taken, by the server's clock, as `momentOfFix` has it: its device time, put right by its sending where that shows the
 * clock to be two minutes off or more; when it came, where neither time can be.
 */
export const TAKEN_AT = sql`(case
  when (${OFF} >= interval '2 minutes' or ${OFF} <= interval '-2 minutes') and ${POSSIBLE(PUT_RIGHT)} then ${PUT_RIGHT}
  when ${POSSIBLE(sql`f.device_time`)} then f.device_time
  else f.receive_time end)`;
