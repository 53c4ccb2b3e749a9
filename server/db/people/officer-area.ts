import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** The area an officer was last given: a grid, or else that of a post; undefined where there never was one. */
export async function officerArea(db: Db, officerId: number): Promise<number | undefined> {
  const { rows } = await sql<{ areaId: number }>`
    select area_id as "areaId" from (
      select area_id, 0 as after, valid_from as since from officer_assignments where officer_id = ${officerId}
      union all
      select area_id, 1, first_day from posts where officer_id = ${officerId} and superseded is null
    ) given order by after, since desc limit 1`.execute(db);
  return rows[0]?.areaId;
}
