import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface RollupJob {
  gridId: number;
  /** Local day, YYYY-MM-DD. */
  day: string;
  attempts: number;
  /** Until when the job is ours, as the store wrote it; finishing checks that nobody named the day again. */
  lease: string;
}

const LEASE_S = 120;

/** Leases grid days due at `now` (Unix ms), oldest first. A lease that runs out makes the job due again. */
export async function leaseRollupJobs(db: Db, now: number, limit: number): Promise<RollupJob[]> {
  const { rows } = await sql<RollupJob>`
    update rollup_jobs j
    set due_at = ${iso(now)}::timestamptz + make_interval(secs => ${LEASE_S}), attempts = j.attempts + 1
    from (
      select grid_id, day from rollup_jobs where due_at <= ${iso(now)}
      order by due_at, grid_id, day limit ${limit} for update skip locked
    ) due
    where j.grid_id = due.grid_id and j.day = due.day
    returning j.grid_id as "gridId", j.day::text, j.attempts, j.due_at::text as lease`.execute(db);
  return rows;
}

/** Takes finished jobs away, except those named again meanwhile. */
export async function finishRollupJobs(db: Db, jobs: readonly RollupJob[]): Promise<void> {
  await sql`
    delete from rollup_jobs j
    using unnest(${jobs.map((j) => j.gridId)}::bigint[], ${jobs.map((j) => j.day)}::date[],
      ${jobs.map((j) => j.lease)}::timestamptz[]) as d (grid_id, day, lease)
    where j.grid_id = d.grid_id and j.day = d.day and j.due_at = d.lease`.execute(db);
}

/** Puts failed jobs off until `dueAt` (Unix ms) and keeps why. */
export async function postponeRollupJobs(
  db: Db,
  jobs: readonly RollupJob[],
  dueAt: number,
  error: string,
): Promise<void> {
  await sql`
    update rollup_jobs j set due_at = ${iso(dueAt)}, last_error = ${error}
    from unnest(${jobs.map((j) => j.gridId)}::bigint[], ${jobs.map((j) => j.day)}::date[],
      ${jobs.map((j) => j.lease)}::timestamptz[]) as d (grid_id, day, lease)
    where j.grid_id = d.grid_id and j.day = d.day and j.due_at = d.lease`.execute(db);
}

/** Days from `from` to before `until` (local days) of the grids that somebody holds, as `wanted` of a WITH clause. */
const wantedDays = ({
  from,
  until,
  now,
  missing,
}: {
  from: string;
  until: string;
  now: number;
  missing: boolean;
}) => sql`held as (
      select distinct a.area_id as grid_id, d.day::date as day
      from generate_series(${from}::date, ${until}::date - 1, interval '1 day') as d (day)
      join officer_assignments a
        on a.valid_from < (d.day + interval '36 hours') at time zone 'UTC'
        and (a.valid_to is null or a.valid_to > (d.day - interval '12 hours') at time zone 'UTC')
    ), wanted as (
      select h.grid_id, h.day from held h
      left join (select distinct grid_id, day from day_rollups where day >= ${from} and day < ${until}) r
        on r.grid_id = h.grid_id and r.day = h.day
      where not ${missing} or (r.day is null
        and (h.day + 1)::timestamp at time zone area_time_zone(h.grid_id, ${iso(now)}) <= ${iso(now)})
    )`;

/**
 * Names every day from `from` to before `until` (local days) of the grids that somebody holds, for a new roll-up; `missing`: only
 * days without one that have ended at `now` (Unix ms). Returns how many were named.
 */
export async function nameGridDays(
  db: Db,
  { from, until, now, missing }: { from: string; until: string; now: number; missing: boolean },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${wantedDays({ from, until, now, missing })}, named as (
      insert into rollup_jobs (grid_id, day, due_at)
      select grid_id, day, ${iso(now)}::timestamptz from wanted order by grid_id, day
      on conflict (grid_id, day) do update set due_at = excluded.due_at, attempts = 0
      returning 1
    )
    select count(*)::int as count from named`.execute(db);
  return rows[0]!.count;
}

/** Days that ended without a roll-up are looked for this far back: days on which nobody patrolled. */
const LOOK_BACK_DAYS = 35;

const day = (ms: number) => iso(ms).slice(0, 10);

/** Names the days that ended without a roll-up at `now` (Unix ms): absentees appear as soon as it is on record that they owe a patrol. */
export const nameMissingDays = (db: Db, now: number): Promise<number> =>
  nameGridDays(db, {
    from: day(now - LOOK_BACK_DAYS * DAY_MS),
    until: day(now + DAY_MS),
    now,
    missing: true,
  });

/** Grid days that wait for their roll-up, those that ended without one and that nobody named yet included. `now`: Unix ms. */
export async function countWaitingDays(db: Db, now: number): Promise<number> {
  const range = { from: day(now - LOOK_BACK_DAYS * DAY_MS), until: day(now + DAY_MS) };
  const { rows } = await sql<{ count: number }>`
    with ${wantedDays({ ...range, now, missing: true })}
    select count(*)::int as count from (
      select grid_id, day from rollup_jobs union select grid_id, day from wanted) w`.execute(db);
  return rows[0]!.count;
}

/** Names the grid days that count a patrol for a new roll-up. */
export async function nameDaysOfPatrol(
  db: Db,
  { officerId, patrolId, dueAt }: { officerId: number; patrolId: number; dueAt: number },
): Promise<void> {
  await sql`
    insert into rollup_jobs (grid_id, day, due_at)
    select grid_id, day, ${iso(dueAt)}::timestamptz from rollup_days_of(${officerId}, ${patrolId}) order by 1, 2
    on conflict (grid_id, day) do update set due_at = excluded.due_at, attempts = 0`.execute(db);
}

/** Grid days that wait for their roll-up. */
export async function countRollupJobs(db: Db): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from rollup_jobs`.execute(db);
  return rows[0]!.count;
}
