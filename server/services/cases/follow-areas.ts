import type { Case } from '../../contract/cases/case.ts';
import { layAnew, markTurn, takeTurn } from '../../db/cases/grounds.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { settleCases } from './settle-cases.ts';

/** Cases one commit looks at. */
const AT_ONCE = 500;

/**
 * Lets open cases follow areas that were redrawn under them, the next few in one commit: whoever has the ground now has them. Returns those that
 * lie elsewhere as they are then; undefined where no change waits.
 */
export const followAreas = (db: Db, nowMs: number): Promise<Case[] | undefined> =>
  inTransaction(db, async (trx) => {
    const turn = await takeTurn(trx, nowMs, AT_ONCE);
    if (!turn) return undefined;
    const moved = await layAnew(trx, turn, nowMs);
    const { caseIds } = turn;
    await markTurn(trx, turn.at, caseIds.length < AT_ONCE ? null : caseIds.at(-1)!);
    return settleCases(trx, moved, nowMs);
  });
