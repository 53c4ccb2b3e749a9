import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What was decided last of the forecasts an area goes by. */
export interface Standing {
  /** Area whose forecasts decide: the area itself or the nearest above it that was decided on, else that has some. */
  areaId: number;
  /** The method decided on; null: nothing was decided yet. */
  serving: string | null;
  /** Whether the method meant to serve stands down, and since which day. */
  standsDown: boolean | null;
  since: string | null;
}

/** The standing of forecasts in an area as decided by a moment (Unix ms); undefined where neither it nor an area above has any. */
export async function latestStanding(
  db: Db,
  areaId: number,
  atMs: number,
): Promise<Standing | undefined> {
  const at = iso(atMs);
  const { rows } = await sql<Standing>`
    with recursive chain as (
      select a.area_id, a.parent_id, 0 as distance from areas_at(${at}::timestamptz) a where a.area_id = ${areaId}
      union all
      select a.area_id, a.parent_id, c.distance + 1
      from chain c join areas_at(${at}::timestamptz) a on a.area_id = c.parent_id
    )
    select c.area_id as "areaId", s.serving, s.stands_down as "standsDown", s.since::text as since
    from chain c
    left join forecast_standings s on s.area_id = c.area_id and s.number = (
      select max(n.number) from forecast_standings n where n.area_id = c.area_id and n.decided_at <= ${at})
    where exists (select from forecasts f where f.area_id = c.area_id)
    order by s.serving is null, c.distance limit 1`.execute(db);
  return rows[0];
}
