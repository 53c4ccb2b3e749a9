import type { Db } from './open.ts';

/** Runs steps in one transaction: the caller's where there is one, its own else. */
export function inTransaction<T>(db: Db, steps: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? steps(db) : db.transaction().execute(steps);
}

/** Runs questions that all see the store at one moment; within a transaction of the caller's, as that does. */
export function inSnapshot<T>(db: Db, steps: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction
    ? steps(db)
    : db.transaction().setIsolationLevel('repeatable read').execute(steps);
}
