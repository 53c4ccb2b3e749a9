import { sql } from 'kysely';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * Opens a declared patrol; the same officer and start give the same patrol. An earlier one still open ends where
 * this begins and is named for judgement at `dueAt`. Times Unix ms.
 */
export async function startPatrol(
  db: Db,
  patrol: { officerId: number; gridId: number; startMs: number; dueAt: number },
): Promise<number> {
  const start = iso(patrol.startMs);
  const { rows } = await sql<{ id: number }>`
    with forgotten as (
      update patrols set end_time = ${start}
      where officer_id = ${patrol.officerId} and origin = 'declared' and end_time is null and start_time < ${start}
      returning officer_id, id
    ), job as (${verdictJobs.name(sql`select officer_id, id from forgotten`, patrol.dueAt)})
    insert into patrols (officer_id, grid_id, origin, start_time)
    values (${patrol.officerId}, ${patrol.gridId}, 'declared', ${start})
    on conflict (officer_id, origin, start_time) do update set grid_id = patrols.grid_id
    returning id`.execute(db);
  return rows[0]!.id;
}

/**
 * Ends the officer's open patrol that started at or before `endMs` and names it for judgement at `dueAt`, in one
 * commit. Ending again with the same time gives the same patrol. Returns undefined where there is none.
 */
export async function endPatrol(
  db: Db,
  { officerId, endMs, dueAt }: { officerId: number; endMs: number; dueAt: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    with target as (
      select id from patrols
      where officer_id = ${officerId} and origin = 'declared' and start_time <= ${iso(endMs)}
        and (end_time is null or end_time = ${iso(endMs)})
      order by start_time desc limit 1
    ), ended as (
      update patrols p set end_time = ${iso(endMs)} from target
      where p.officer_id = ${officerId} and p.id = target.id
      returning p.officer_id, p.id
    ), job as (${verdictJobs.name(sql`select officer_id, id from ended`, dueAt)})
    select id from ended`.execute(db);
  return rows[0]?.id;
}

/** The officer's patrol that is under way, or undefined. */
export async function openPatrol(
  db: Db,
  officerId: number,
): Promise<{ id: number; startMs: number } | undefined> {
  const row = await db
    .selectFrom('patrols')
    .select(['id', 'start_time'])
    .where('officer_id', '=', officerId)
    .where('end_time', 'is', null)
    .orderBy('start_time', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, startMs: row.start_time.getTime() };
}

/** Every patrol that is under way. */
export async function allOpenPatrols(
  db: Db,
): Promise<{ officerId: number; id: number; startMs: number }[]> {
  const rows = await db
    .selectFrom('patrols')
    .select(['officer_id', 'id', 'start_time'])
    .where('end_time', 'is', null)
    .orderBy('start_time')
    .execute();
  return rows.map((row) => ({
    officerId: row.officer_id,
    id: row.id,
    startMs: row.start_time.getTime(),
  }));
}
