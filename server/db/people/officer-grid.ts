import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** The grid an officer was last given; undefined where there never was one. */
export async function officerGrid(db: Db, officerId: number): Promise<number | undefined> {
  const { rows } = await sql<{ gridId: number }>`
    select area_id as "gridId" from officer_assignments where officer_id = ${officerId}
    order by valid_from desc limit 1`.execute(db);
  return rows[0]?.gridId;
}
