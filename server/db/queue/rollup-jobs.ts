import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { jobQueue, type Leased } from './job-queue.ts';

/** Grid days, local (YYYY-MM-DD), whose roll-up is to be made again. */
export const rollupJobs = jobQueue<{ gridId: number; day: string }>({
  table: 'rollup_jobs',
  key: {
    gridId: { column: 'grid_id', type: 'bigint' },
    day: { column: 'day', type: 'date' },
  },
  leaseS: 120,
});

export type RollupJob = Leased<{ gridId: number; day: string }>;

/**
 * Names every day from `from` to before `until` (local days) of the grids that somebody holds, for a new roll-up; `missing`: only
 * days without one that have ended at `now` (Unix ms). Returns how many were named.
 */
export async function nameGridDays(
  db: Db,
  { from, until, now, missing }: { from: string; until: string; now: number; missing: boolean },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with held as (
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
    ), named as (${rollupJobs.name(sql`select grid_id, day from wanted`, now)} returning 1)
    select count(*)::int as count from named`.execute(db);
  return rows[0]!.count;
}

/** Names the grid days that count a patrol for a new roll-up, due at `dueAt` (Unix ms). */
export async function nameDaysOfPatrol(
  db: Db,
  { officerId, patrolId, dueAt }: { officerId: number; patrolId: number; dueAt: number },
): Promise<void> {
  const days = sql`select grid_id, day from rollup_days_of(${officerId}, ${patrolId})`;
  await rollupJobs.name(days, dueAt).execute(db);
}
