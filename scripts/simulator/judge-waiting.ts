import { finishVerdictJob, leaseVerdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import type { Db } from '../../server/db/store/open.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { createJudgePool } from '../../server/jobs/verdicts/judge-pool.ts';
import { sideBySide } from './wire/side-by-side.ts';

const BATCH = 10;
/** While one batch comes to its end, others keep the threads busy. */
const BATCHES_AT_ONCE = 3;

export interface JudgeWaitingOptions {
  onProgress: (judged: number) => void;
  /** Threads that judge; with none, patrols are judged on the caller's own. */
  threads?: number;
  signal?: AbortSignal;
}

/** Judges every patrol that is due, several side by side; stops at the end of a batch where told to. */
export async function judgeWaiting(
  db: Db,
  { onProgress, threads = 0, signal }: JudgeWaitingOptions,
): Promise<void> {
  const pool = createJudgePool(threads);
  const judge = createPatrolJudge({ db, now: Date.now, pool });
  let judged = 0;
  async function judgeBatch() {
    signal?.throwIfAborted();
    const jobs = await leaseVerdictJobs(db, Date.now(), BATCH);
    const works = jobs.map(async (job) => {
      await judge(job.officerId, job.patrolId, job);
      await finishVerdictJob(db, job);
    });
    await Promise.all(works);
    judged += jobs.length;
    if (jobs.length > 0) onProgress(judged);
    return jobs.length > 0;
  }
  await sideBySide(BATCHES_AT_ONCE, judgeBatch).finally(pool.close);
}
