import { jobQueue, type Leased } from './job-queue.ts';

/** Patrols that are to be judged. */
export const verdictJobs = jobQueue<{ officerId: number; patrolId: number }>({
  table: 'verdict_jobs',
  key: {
    officerId: { column: 'officer_id', type: 'bigint' },
    patrolId: { column: 'patrol_id', type: 'bigint' },
  },
  leaseS: 60,
});

export type VerdictJob = Leased<{ officerId: number; patrolId: number }>;
