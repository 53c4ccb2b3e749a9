import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { findHandheldWithin, type HeldHandheld } from '../../db/handhelds/scope.ts';
import { iso } from '../../db/store/moments.ts';
import { Refusal } from '../../errors.ts';

/** A handheld of the account's area. Throws `not-found`, the same for one that is not there and one of others. */
export async function findHeld(
  { db, now }: Pick<Context, 'db' | 'now'>,
  account: Account,
  id: number,
): Promise<HeldHandheld> {
  const held = await findHandheldWithin(db, id, { scope: account.areaId, moment: iso(now()) });
  if (!held) throw new Refusal('not-found', `there is no handheld ${id} in your area`);
  return held;
}
