import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { iso, utcDay } from '../store/moments.ts';
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

/** Days from `from` to before `until` (local days) of the grids that somebody holds, missing ones at their noon, as `wanted` of a WITH clause. */
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
      cross join lateral (select area_time_zone(h.grid_id, ${iso(now)}) as zone) z
      where not ${missing} or (r.day is null and (h.day + 1)::timestamp at time zone z.zone <= ${iso(now)}
        and exists (select from officer_assignments a where a.area_id = h.grid_id
          and a.valid_from <= (h.day + interval '12 hours') at time zone z.zone
          and (a.valid_to is null or (h.day + interval '12 hours') at time zone z.zone < a.valid_to)))
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
    with ${wantedDays({ from, until, now, missing })},
    named as (${rollupJobs.name(sql`select grid_id, day from wanted`, now)} returning 1)
    select count(*)::int as count from named`.execute(db);
  return rows[0]!.count;
}

/** Days that ended without a roll-up are looked for this far back: days on which nobody patrolled. */
const LOOK_BACK_DAYS = 35;

/** Names the days that ended without a roll-up at `now` (Unix ms): absentees appear as soon as it is on record that they owe a patrol. */
export const nameMissingDays = (db: Db, now: number): Promise<number> =>
  nameGridDays(db, {
    from: utcDay(now - LOOK_BACK_DAYS * DAY_MS),
    until: utcDay(now + DAY_MS),
    now,
    missing: true,
  });

/** Grid days that wait for their roll-up, those that ended without one and that nobody named yet included. `now`: Unix ms. */
export async function countWaitingDays(db: Db, now: number): Promise<number> {
  const range = { from: utcDay(now - LOOK_BACK_DAYS * DAY_MS), until: utcDay(now + DAY_MS) };
  const { rows } = await sql<{ count: number }>`
    with ${wantedDays({ ...range, now, missing: true })}
    select count(*)::int as count from (
      select grid_id, day from rollup_jobs union select grid_id, day from wanted) w`.execute(db);
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
