import { problem } from '../../contract/file-problem.ts';
import type { LeaveInput } from '../../contract/metrics/day.ts';
import { insertLeave, leaveOf, lockOfficers } from '../../db/people/leave.ts';
import type { Put } from '../../db/people/provision.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { leaveTwice, onLeaveTwice } from '../../domain/people/held-twice.ts';
import { reconcileTouched } from './reconcile-touched.ts';

/**
 * Puts leave on record, changes it or takes it back (see `insertLeave`), all or nothing, where nobody would be on leave twice at once: each of two who
 * stand in would be asked for the grid. Brings what those pressed who stand in, or did, in step with it.
 */
export async function putLeave(db: Db, leave: readonly LeaveInput[], now: number): Promise<Put> {
  if (leave.length === 0) return { changed: 0 };
  return inTransaction(db, async (trx) => {
    const named = leave
      .flatMap(({ officerId, substituteId }) => [officerId, substituteId])
      .filter((id) => id !== null);
    const codes = await lockOfficers(trx, named);
    if (named.some((id) => !codes.has(id))) return { refused: [problem('no-such-officer')] };
    const told = leave.map(({ officerId, ...days }) => ({
      ...days,
      officer: codes.get(officerId)!,
    }));
    const onRecord = await leaveOf(
      trx,
      told.map(({ officer }) => officer),
    );
    const twice = leaveTwice(told, onRecord);
    if (twice.length > 0) return { refused: twice.map(onLeaveTwice) };
    for (const one of leave) await putOne(trx, one, now);
    return { changed: leave.length };
  });
}

async function putOne(trx: Db, leave: LeaveInput, now: number): Promise<void> {
  const put = await insertLeave(trx, leave, now);
  // A day more on either side holds the days of every time zone, and the night shift of the last.
  const span = {
    since: `${addDays(leave.firstDay, -1)}T00:00:00Z`,
    until: `${addDays(put.lastDay, 3)}T00:00:00Z`,
  };
  const spans = put.substitutes.map((owner) => ({ owner, target: owner, ...span }));
  await reconcileTouched(trx, 'grid', spans, now);
}
