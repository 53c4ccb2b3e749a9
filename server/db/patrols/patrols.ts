import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** The officer's declared patrol that a moment lies in, the latest begun, or undefined. */
export async function patrolAt(
  db: Db,
  officerId: number,
  atMs: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from patrols where officer_id = ${officerId} and origin = 'declared' and start_time <= ${iso(atMs)}
      and (end_time is null or end_time >= ${iso(atMs)})
    order by start_time desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** The officer's declared patrol that ended at a moment, or at the latest then, or undefined. */
export async function patrolEnding(
  db: Db,
  officerId: number,
  endMs: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from patrols where officer_id = ${officerId} and origin = 'declared'
      and coalesce(guessed_until, end_time) = ${iso(endMs)}
    order by start_time desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** When a declared patrol of an officer began, Unix ms, or undefined. */
export async function startOf(
  db: Db,
  { officerId, patrolId }: { officerId: number; patrolId: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ startMs: number }>`
    select round(date_part('epoch', start_time) * 1000) as "startMs" from patrols
    where officer_id = ${officerId} and id = ${patrolId} and origin = 'declared'`.execute(db);
  return rows[0]?.startMs;
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
