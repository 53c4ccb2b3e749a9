import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * Areas an alert is for and all that stand above them at a moment (Unix ms): those of a call for help, else its grid, else the grids its officer
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
      select g.parent_id from chain join areas_at(${iso(at)}::timestamptz) g on g.area_id = chain.id
      where g.parent_id is not null
    )
    select id from chain`.execute(db);
  return rows.map(({ id }) => id);
}
