import type { FastifyBaseLogger } from 'fastify';
import type { Case } from '../../contract/cases/case.ts';
import { publishOverdue } from '../../db/cases/events.ts';
import { markOverdue } from '../../db/cases/overdue.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { readCases } from '../../services/cases/list-cases.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = 10_000;
/** Cases one commit tells of. */
const AT_ONCE = 500;

export interface DeadlineWatchOptions {
  db: Db;
  now: () => number;
  /** Told of the cases that have gone over a deadline. */
  onCases: (cases: readonly Case[]) => void;
}

/** Tells once of every case that is over a deadline, webhooks in the same commit; returns how many. Lights need no watch: they follow from the clock. */
export async function watchDeadlines({ db, now, onCases }: DeadlineWatchOptions): Promise<number> {
  let told = 0;
  for (;;) {
    const cases = await inTransaction(db, async (trx) => {
      const ids = await markOverdue(trx, now(), AT_ONCE);
      const over = await readCases(trx, ids, now());
      await publishOverdue(trx, over, now());
      return over;
    });
    if (cases.length > 0) onCases(cases);
    told += cases.length;
    if (cases.length < AT_ONCE) return told;
  }
}

/** Watches until closed. */
export const startDeadlineWatch = ({
  isOurs,
  log,
  ...options
}: DeadlineWatchOptions & { log: FastifyBaseLogger; isOurs: IsOurs }): Worker =>
  startWorker({
    look: async () => void (await watchDeadlines(options)),
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'deadlines of cases not watched'),
  });
