import { sql } from 'kysely';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** When a local day of an area begins, or, `days` later, another; Unix ms. */
export async function beginOfDay(
  db: Db,
  { areaId, day, days = 0 }: { areaId: number; day: string; days?: number },
): Promise<number> {
  const { rows } = await sql<{ at: number }>`
    select ${unixMs(`d.at at time zone area_time_zone(d.area, d.at at time zone 'UTC')`)} as at
    from (select ${day}::date + ${days}::int * interval '1 day' as at, ${areaId}::bigint as area) d`.execute(
    db,
  );
  return rows[0]!.at;
}

/** The local day of an area at a moment (Unix ms), YYYY-MM-DD. */
export async function localDayOf(db: Db, areaId: number, atMs: number): Promise<string> {
  const at = sql`${iso(atMs)}::timestamptz`;
  const { rows } = await sql<{ day: string }>`
    select (${at} at time zone area_time_zone(${areaId}::bigint, ${at}))::date::text as day`.execute(
    db,
  );
  return rows[0]!.day;
}
