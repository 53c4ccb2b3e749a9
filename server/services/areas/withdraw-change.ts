import type { ChangeWithdrawal, WithdrawnChange } from '../../contract/areas/area-change.ts';
import { comingChanges, hangsOn, hindrances, takeBack } from '../../db/areas/coming-changes.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { takeTurns } from './import-areas.ts';

/** Codes a refusal names. */
const NAMED = 20;
const named = (codes: readonly string[]) =>
  codes.slice(0, NAMED).join(', ') + (codes.length > NAMED ? ' …' : '');

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
  if (Date.parse(from) <= nowMs)
    throw Refusal.of('wrong-state', [{ code: 'change-holds', values: { from } }]);
  return inTransaction(db, async (trx) => {
    await takeTurns(trx);
    const coming = await comingChanges(trx, within, nowMs);
    const change = coming.find((one) => one.from === from);
    if (!change) throw Refusal.of('not-found', [{ code: 'no-change-then', values: { from } }]);
    const { foreign, later } = await hindrances(trx, within, from);
    if (foreign.length > 0)
      throw Refusal.of('forbidden', [{ code: 'beyond-own', values: { areas: named(foreign) } }]);
    if (later.length > 0)
      throw Refusal.of('wrong-state', [{ code: 'later-change', values: { areas: named(later) } }]);
    const left = await hangsOn(trx, within, from);
    if (!check) await takeBack(trx, within, from);
    return { ...change, withdrawn: !check, left };
  });
}
