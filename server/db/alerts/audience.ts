import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * Areas an alert is for and all that stand above them at a moment (Unix ms), or stood last: those of a call for help, else its grid, else the grids its officer
 * held when it was raised. By the store, so that it does not matter what this server has seen before.
 */
export async function audienceOf(
  db: Db,
  alert: { officerId: number; id: number },
  at: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive told as (
      select unnest(case when a.area_ids is not null then a.area_ids when a.grid_id is not null then array[a.grid_id]
        else array(select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
          and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)) end) as id
      from alerts a where a.officer_id = ${alert.officerId} and a.id = ${alert.id}
    ), chain as (
      select id from told
      union
      select g.parent_id from chain cross join lateral (
        select parent_id from area_versions v where v.area_id = chain.id
        order by (v.valid_from <= ${iso(at)} and (v.valid_to is null or ${iso(at)} < v.valid_to)) desc, v.version desc limit 1
      ) g
      where g.parent_id is not null
    )
    select id from chain`.execute(db);
  return rows.map(({ id }) => id);
}
