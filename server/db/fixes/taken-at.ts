import { type RawBuilder, sql } from 'kysely';
import { EARLIEST_MS } from '../../contract/fixes/fix.ts';
import { iso } from '../store/moments.ts';

const POSSIBLE = (time: RawBuilder<unknown>) =>
  sql`${time} between ${sql.lit(iso(EARLIEST_MS))}::timestamptz and f.receive_time + interval '1 day'`;
const OFF = sql`f.receive_time - f.sent_time`;
const PUT_RIGHT = sql`f.device_time + (${OFF})`;

/**
 * When a fix `f` was taken, by the server's clock, as `momentOfFix` has it: its device time, put right by its sending where that shows the
 * clock to be two minutes off or more; of a wire that tells no sending, when it came where its time cannot be.
 */
export const TAKEN_AT = sql`(case
  when f.sent_time is null then case when ${POSSIBLE(sql`f.device_time`)} then f.device_time else f.receive_time end
  when (${OFF} >= interval '2 minutes' or ${OFF} <= interval '-2 minutes') and ${POSSIBLE(PUT_RIGHT)} then ${PUT_RIGHT}
  else f.device_time end)`;
