import { randomUUID } from 'node:crypto';
import { keepJobs, leaveJobs, takeJob } from '../../db/queue/job-leases.ts';
import type { Db } from '../../db/store/open.ts';
import { startWorker } from './worker.ts';

/** Well within the lease, so that one slow commit costs no job. */
const KEEP_EVERY_MS = 5_000;

/**
 * The jobs that one server does for all, by name: whoever takes one first has it until it closes, or is unheard of for 20 s.
 * A server that was killed and starts again waits as long for its own.
 */
export function createJobLeases(options: { db: Db; onError: (error: unknown) => void }) {
  const { db, onError } = options;
  const holder = randomUUID();
  const keeper = startWorker({
    look: () => keepJobs(db, holder),
    firstMs: KEEP_EVERY_MS,
    restMs: KEEP_EVERY_MS,
    onError,
  });
  return {
    /** Asks for a job; for `isOurs` of its worker. */
    of: (name: string) => () => takeJob(db, name, holder),
    async close() {
      await keeper.close();
      await leaveJobs(db, holder).catch(onError);
    },
  };
}

export type JobLeases = ReturnType<typeof createJobLeases>;
