import { sql } from 'kysely';
import type { Alert } from '../../contract/console/console.ts';
import { DAY_MS } from '../../contract/units.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { tellAlerts } from '../webhooks/frequent.ts';
import { ALERT_COLUMNS } from './alerts.ts';

/**
 * Says that fixes of a handheld were refused: one alert a handheld and day (UTC, of receipt), of whoever carries it, for their grids, or for the
 * top where nobody does. How many and why is read from the counts of that day. Returns the alert as it is now.
 */
export async function raiseRefused(db: Db, handheldId: number, atMs: number): Promise<Alert> {
  const at = sql`${iso(atMs)}::timestamptz`;
  const dayMs = Math.floor(atMs / DAY_MS) * DAY_MS;
  return inTransaction(db, async (trx) => {
    // Two batches at once, on two servers even, are one after the other.
    await sql`select id from handhelds where id = ${handheldId} for update`.execute(trx);
    const { rows } = await sql<Alert>`
      with known as (
        update alerts set until = greatest(until, ${at})
        where kind = 'refused' and handheld_id = ${handheldId} and at >= ${iso(dayMs)} and at < ${iso(dayMs + DAY_MS)}
        returning *
      ), carrier as (
        select officer_id from handheld_assignments where handheld_id = ${handheldId}
          and valid_from <= ${at} and (valid_to is null or ${at} < valid_to)
        order by valid_from desc limit 1
      ), held as (
        select area_id from officer_assignments where officer_id in (select officer_id from carrier)
          and valid_from <= ${at} and (valid_to is null or ${at} < valid_to)
      ), fresh as (
        -- Two handhelds of nobody at one moment are two alerts.
        insert into alerts (officer_id, handheld_id, kind, at, until, learnt_at, area_ids)
        select coalesce((select officer_id from carrier), 0), ${handheldId}, 'refused',
          ${at} + ${handheldId} * interval '1 microsecond', ${at}, ${at},
          array(select area_id from held union select area_id from areas_at(${at})
            where parent_id is null and not exists (select from held))
        where not exists (select from known)
        returning *
      ), a as (select * from known union all select * from fresh), ${tellAlerts}
      select ${ALERT_COLUMNS} from a`.execute(trx);
    return rows[0]!;
  });
}
