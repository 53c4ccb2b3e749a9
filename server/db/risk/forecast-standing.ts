import { sql } from 'kysely';
import type { StandsDown } from '../../contract/risk/forecast.ts';
import { SERVED } from '../../domain/forecast-service/methods.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Which method serves in an area. */
export interface ServingMethod {
  /** Area whose forecasts decide: the area itself or the nearest above it that was decided on, else that has some; null: none has. */
  areaId: number | null;
  serving: string;
  standsDown: StandsDown | null;
}

/** The method in service in an area at a moment (Unix ms), as had been decided by then. */
export async function servingMethod(db: Db, areaId: number, atMs: number): Promise<ServingMethod> {
  const at = iso(atMs);
  const { rows } = await sql<{
    id: number;
    serving: string | null;
    down: boolean | null;
    since: string;
  }>`
    with recursive chain as (
      select a.area_id, a.parent_id, 0 as distance from areas_at(${at}::timestamptz) a where a.area_id = ${areaId}
      union all
      select a.area_id, a.parent_id, c.distance + 1
      from chain c join areas_at(${at}::timestamptz) a on a.area_id = c.parent_id
    )
    select c.area_id as id, s.serving, s.stands_down as down, s.since::text as since
    from chain c
    left join forecast_standings s on s.area_id = c.area_id and s.number = (
      select max(n.number) from forecast_standings n where n.area_id = c.area_id and n.decided_at <= ${at})
    where exists (select from forecasts f where f.area_id = c.area_id)
    order by s.serving is null, c.distance limit 1`.execute(db);
  const row = rows[0];
  if (!row) return { areaId: null, serving: SERVED, standsDown: null };
  return {
    areaId: row.id,
    serving: row.serving ?? SERVED,
    standsDown: row.down ? { method: SERVED, since: row.since } : null,
  };
}
