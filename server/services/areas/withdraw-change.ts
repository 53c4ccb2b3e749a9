import type { ChangeWithdrawal, WithdrawnChange } from '../../contract/areas/area-change.ts';
import { firstCodes } from '../../contract/file-problem.ts';
import { comingChanges, hangsOn, hindrances, takeBack } from '../../db/areas/coming-changes.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { takeTurns } from './import-areas.ts';

/**
 * Takes back all that changes at a moment to come in the area `within` and below it: areas go on as they were, and what never began is
 * gone. With `check` it only says so. Throws `wrong-state` where the change holds already or a later one rests on it, `not-found` where
 * there is none, `forbidden` where it reaches beyond the area.
 */
export async function withdrawChange(
  db: Db,
  { check = false, from: asked }: ChangeWithdrawal,
  { nowMs, within }: { within: number; nowMs: number },
): Promise<WithdrawnChange> {
  const from = new Date(asked).toISOString();
  if (Date.parse(from) <= nowMs) throw Refusal.of('wrong-state', 'change-holds', { from });
  return inTransaction(db, async (trx) => {
    await takeTurns(trx);
    const coming = await comingChanges(trx, within, nowMs);
    const change = coming.find((one) => one.from === from);
    if (!change) throw Refusal.of('not-found', 'no-change-then', { from });
    const { foreign, later } = await hindrances(trx, within, from);
    if (foreign.length > 0)
      throw Refusal.of('forbidden', 'beyond-own', { areas: firstCodes(foreign) });
    if (later.length > 0)
      throw Refusal.of('wrong-state', 'later-change', { areas: firstCodes(later) });
    const left = await hangsOn(trx, within, from);
    if (!check) await takeBack(trx, within, from);
    return { ...change, withdrawn: !check, left };
  });
}
