import { type DayRollups, replaceDayRollups } from '../../db/rollups/day-rollups.ts';
import { nextEdition } from '../../db/rollups/editions.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { storeGround } from './ground.ts';

/** Puts roll-ups of whole grid days and the ground that rests on them on record as one edition; null where nothing changed. */
export function storeDayRollups(db: Db, entry: DayRollups): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    // The lock is taken first: what follows sees every edition before its own.
    const edition = await nextEdition(trx);
    const changed = await replaceDayRollups(trx, entry, edition);
    if (changed.length === 0) return null;
    await storeGround(trx, changed, edition);
    return edition;
  });
}
