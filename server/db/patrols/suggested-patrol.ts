import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface GridToPlan {
  version: number;
  timeZone: string;
  polygon: MultiPolygon;
  swathM: number;
}

/** A grid as of a moment with the swath its norm sees by; undefined where there was no such grid. */
export async function gridToPlan(
  db: Db,
  gridId: number,
  atMs: number,
): Promise<GridToPlan | undefined> {
  const { rows } = await sql<Omit<GridToPlan, 'swathM'> & { swathM: number | null }>`
    select g.version, g.time_zone as "timeZone", ST_AsGeoJSON(g.geom, 9)::json as polygon,
      (n.rules ->> 'swathM')::float8 as "swathM"
    from areas_at(${iso(atMs)}::timestamptz) g
    left join lateral norm_for(g.area_id, 'full-time', ${iso(atMs)}::timestamptz) n on true
    where g.area_id = ${gridId} and g.level = 'grid'`.execute(db);
  const grid = rows[0];
  return grid && { ...grid, swathM: grid.swathM ?? defaultNorm().rules.swathM };
}

/** Grid, span and the cells seen by the latest verdict over an ended patrol; undefined where there is none. */
export async function walkedCells(
  db: Db,
  officerId: number,
  patrolId: number,
): Promise<
  { gridId: number; startMs: number; minutes: number; seen: string[] | null } | undefined
> {
  const { rows } = await sql<{
    gridId: number;
    startMs: number;
    minutes: number;
    seen: string[] | null;
  }>`
    select p.grid_id as "gridId", (extract(epoch from p.start_time) * 1000)::float8 as "startMs",
      (extract(epoch from p.end_time - p.start_time) / 60)::float8 as minutes,
      (select v.body #> '{cells,seen}' from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id
        order by v.version desc limit 1) as seen
    from patrols p where p.officer_id = ${officerId} and p.id = ${patrolId} and p.end_time is not null`.execute(
    db,
  );
  return rows[0];
}
