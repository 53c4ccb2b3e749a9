import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface VerdictJob {
  officerId: number;
  patrolId: number;
  attempts: number;
  /** When it was due before the lease, Unix ms. */
  dueMs: number;
  /** The row's state before and since the lease: whatever names the patrol again gives it another. */
  stateBefore: string;
  state: string;
  /** Until when the job is ours, as the store wrote it; finishing checks that nobody named the patrol again. */
  lease: string;
}

const LEASE_S = 60;

/**
 * Leases jobs that are due at `now` (Unix ms). A lease that runs out makes the job due again, so a server that dies
 * loses nothing.
 */
export async function leaseVerdictJobs(db: Db, now: number, limit: number): Promise<VerdictJob[]> {
  const { rows } = await sql<{
    officer_id: number;
    patrol_id: number;
    attempts: number;
    due_ms: number;
    state_before: string;
    state: string;
    lease: string;
  }>`
    update verdict_jobs j
    set due_at = ${iso(now)}::timestamptz + make_interval(secs => ${LEASE_S}), attempts = j.attempts + 1
    from (
      select officer_id, patrol_id, due_at, xmin::text as state from verdict_jobs where due_at <= ${iso(now)}
      order by due_at limit ${limit} for update skip locked
    ) due
    where j.officer_id = due.officer_id and j.patrol_id = due.patrol_id
    returning j.officer_id, j.patrol_id, j.attempts, (extract(epoch from due.due_at) * 1000)::float8 as due_ms, due.state as state_before, j.xmin::text as state, j.due_at::text as lease`.execute(
    db,
  );
  return rows.map((row) => ({
    officerId: row.officer_id,
    patrolId: row.patrol_id,
    attempts: row.attempts,
    dueMs: row.due_ms,
    stateBefore: row.state_before,
    state: row.state,
    lease: row.lease,
  }));
}

/** Takes a finished job away, unless late data has named the patrol again meanwhile. */
export async function finishVerdictJob(db: Db, job: VerdictJob): Promise<void> {
  await db
    .deleteFrom('verdict_jobs')
    .where('officer_id', '=', job.officerId)
    .where('patrol_id', '=', job.patrolId)
    .where(sql<boolean>`due_at = ${job.lease}::timestamptz`)
    .execute();
}

/** Puts a failed job off until `dueAt` (Unix ms) and keeps why. */
export async function postponeVerdictJob(
  db: Db,
  job: VerdictJob,
  dueAt: number,
  error: string,
): Promise<void> {
  await db
    .updateTable('verdict_jobs')
    .set({ due_at: iso(dueAt), last_error: error })
    .where('officer_id', '=', job.officerId)
    .where('patrol_id', '=', job.patrolId)
    .where(sql<boolean>`due_at = ${job.lease}::timestamptz`)
    .execute();
}

/** Patrols that wait for judgement. */
export async function countVerdictJobs(db: Db): Promise<number> {
  const row = await db
    .selectFrom('verdict_jobs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
