import type { Db } from './open.ts';

/** SQLSTATE of a transaction that the store took back whole, since it and another waited for each other's rows. */
const DEADLOCK = '40P01';
const TRIES = 5;

/**
 * Runs steps in one transaction: the caller's where there is one, its own else. Steps may run again: two that name the days of each other's
 * grids, as after a swap of handhelds, can wait for each other, and one of them is then taken back.
 */
export async function inTransaction<T>(db: Db, steps: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return steps(db);
  for (let tried = 1; ; tried++)
    try {
      return await db.transaction().execute(steps);
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || tried === TRIES) throw error;
    }
}

/** Runs questions that all see the store at one moment; within a transaction of the caller's, as that does. */
export function inSnapshot<T>(db: Db, steps: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction
    ? steps(db)
    : db.transaction().setIsolationLevel('repeatable read').execute(steps);
}
