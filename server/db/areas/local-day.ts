import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** The local day of an area at a moment (Unix ms), YYYY-MM-DD. */
export async function localDayOf(db: Db, areaId: number, atMs: number): Promise<string> {
  const at = sql`${iso(atMs)}::timestamptz`;
  const { rows } = await sql<{ day: string }>`
    select (${at} at time zone area_time_zone(${areaId}::bigint, ${at}))::date::text as day`.execute(
    db,
  );
  return rows[0]!.day;
}
