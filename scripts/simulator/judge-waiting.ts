import type { Db } from '../../server/db/open.ts';
import { finishVerdictJob, leaseVerdictJobs } from '../../server/db/verdict-jobs.ts';
import { createPatrolJudge } from '../../server/jobs/judge.ts';

const BATCH = 20;

/** Judges every patrol that is due, several side by side; stops at the end of a batch where told to. */
export async function judgeWaiting(
  db: Db,
  { onProgress, signal }: { onProgress: (judged: number) => void; signal?: AbortSignal },
): Promise<void> {
  const judge = createPatrolJudge({ db, now: Date.now });
  for (let judged = 0; ; onProgress(judged)) {
    signal?.throwIfAborted();
    const jobs = await leaseVerdictJobs(db, Date.now(), BATCH);
    if (jobs.length === 0) return;
    const works = jobs.map(async (job) => {
      await judge(job.officerId, job.patrolId);
      await finishVerdictJob(db, job);
    });
    await Promise.all(works);
    judged += jobs.length;
  }
}
