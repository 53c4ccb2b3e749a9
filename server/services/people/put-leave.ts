import type { LeaveInput } from '../../contract/metrics/day.ts';
import { insertLeave } from '../../db/people/leave.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { reconcileTouched } from './reconcile-touched.ts';

/**
 * Puts leave on record, changes it or takes it back (see `insertLeave`), and brings what those pressed who stand in, or did, in step with it.
 * Returns false where an officer is not known.
 */
export async function putLeave(db: Db, leave: LeaveInput, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const put = await insertLeave(trx, leave, now);
    if (!put) return false;
    // A day more on either side holds the days of every time zone, and the night shift of the last.
    const span = {
      since: `${addDays(leave.firstDay, -1)}T00:00:00Z`,
      until: `${addDays(put.lastDay, 3)}T00:00:00Z`,
    };
    const spans = put.substitutes.map((owner) => ({ owner, target: owner, ...span }));
    await reconcileTouched(trx, 'grid', spans, now);
    return true;
  });
}
