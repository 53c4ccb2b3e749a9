import { CATALOGUES } from '../../contract/access/thing.ts';
import { firstCodes } from '../../contract/file-problem.ts';
import { findChanges } from '../../db/access/act-changes.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { KEPT } from './catalogues.ts';
import { isSame, type Keys, type Replaced, readRows, watchCatalogues } from './watch-catalogues.ts';

/**
 * Takes back what an act on catalogues changed, all or nothing, as long as all of it stands: what was changed or taken off is as it was, what
 * was new is taken off. Returns what that changed. Throws `not-found` where there is nothing to take back, `wrong-state` where something of it was changed since.
 */
export function takeBack(
  db: Db,
  entryId: number,
  { nowMs, within }: { within: number; nowMs: number },
): Promise<Replaced[]> {
  return inTransaction(db, async (trx) => {
    const found = await findChanges(trx, entryId, within);
    if (!found) throw Refusal.of('not-found', 'no-way-back');
    if (found.isTakenBack) throw Refusal.of('wrong-state', 'taken-back-already');
    const changed = JSON.parse(found.changed) as Replaced[];
    const keys: Keys = Object.fromEntries(
      CATALOGUES.map((thing) => [
        thing,
        changed.flatMap((one) => (one.thing === thing ? [one.key] : [])),
      ]),
    );
    const rows = await readRows(trx, keys);
    const others = changed.filter(
      ({ after, key, thing }) => !isSame(rows[thing]?.get(key) ?? null, after),
    );
    if (others.length > 0)
      throw Refusal.of('wrong-state', 'changed-since', {
        keys: firstCodes(others.map(({ key }) => key)),
      });
    const told = await watchCatalogues(trx, keys);
    for (const thing of CATALOGUES) {
      const own = changed.filter((one) => one.thing === thing);
      const back = own.flatMap(({ before }) => before ?? []);
      const off = own.flatMap(({ after, before }) => (before === null && after ? [after] : []));
      if (off.length > 0) await KEPT[thing].drop(trx, off as never[], nowMs);
      if (back.length === 0) continue;
      const put = await KEPT[thing].put(trx, back as never[], nowMs);
      if ('refused' in put) throw Refusal.of('wrong-state', put.refused);
    }
    return told();
  });
}
