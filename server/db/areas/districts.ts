import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** The district of every grid that lies in one as of a moment, Unix ms. */
export async function districtsOfGrids(db: Db, at: number): Promise<Map<number, number>> {
  const moment = sql`${iso(at)}::timestamptz`;
  const { rows } = await sql<{ gridId: number; districtId: number }>`
    with recursive up as (
      select area_id as grid_id, area_id, parent_id, level from areas_at(${moment}) where level = 'grid'
      union all
      select up.grid_id, a.area_id, a.parent_id, a.level
      from up join areas_at(${moment}) a on a.area_id = up.parent_id
      where up.level <> 'district'
    )
    select grid_id as "gridId", area_id as "districtId" from up where level = 'district'`.execute(
    db,
  );
  return new Map(rows.map(({ gridId, districtId }) => [gridId, districtId]));
}
