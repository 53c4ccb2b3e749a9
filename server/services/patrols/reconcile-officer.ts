import { sql } from 'kysely';
import { applyDeclared, declaredOnRecord } from '../../db/patrols/declared.ts';
import { pressesOf } from '../../db/patrols/presses.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { DECLARED_MAX_MS, declaredPatrols } from '../../domain/days/declared-patrols.ts';
import { reconcileDeclared } from '../../domain/days/reconcile-declared.ts';

export interface Moments {
  /** Presses between these may be new, or another's now. Unix ms. */
  fromMs: number;
  toMs: number;
  nowMs: number;
  /** When what changes is due for judgement. */
  dueAt: number;
}

/** Brings an officer's declared patrols in step with the presses on record about a time, in one commit; says whether anything changed. */
export async function reconcileOfficer(
  db: Db,
  officerId: number,
  { fromMs, toMs, nowMs, dueAt }: Moments,
): Promise<boolean> {
  const [first, last] = [fromMs - DECLARED_MAX_MS, toMs + DECLARED_MAX_MS];
  return inTransaction(db, async (trx) => {
    // Presses of one officer that come at once by several ways are one after the other.
    await sql`select id from officers where id = ${officerId} for update`.execute(trx);
    const presses = await pressesOf(trx, officerId, {
      fromMs: first - DECLARED_MAX_MS,
      toMs: last + DECLARED_MAX_MS,
    });
    const declared = declaredPatrols(presses, nowMs).filter(
      ({ startMs }) => first <= startMs && startMs <= last,
    );
    const onRecord = await declaredOnRecord(trx, officerId, first, last);
    return applyDeclared(trx, officerId, reconcileDeclared(declared, onRecord), dueAt);
  });
}
