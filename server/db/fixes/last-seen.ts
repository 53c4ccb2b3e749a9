import { sql } from 'kysely';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Visit } from '../../domain/verification/measures/union-coverage.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { JUDGED, OUTCOME } from '../verdicts/judged.ts';

/** A grid as of a moment, with the norm of its full-time officers. */
export interface SeenGrid {
  gridId: number;
  gridVersion: number;
  rules: NormRules | null;
  /** When its cells were last seen: each cell in one visit. */
  visits: Visit[];
}

/** How many grids an area has as of a moment, Unix ms. */
export async function countGrids(db: Db, areaId: number, at: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from areas_at(${iso(at)}::timestamptz)
    where level = 'grid' and area_id in (select area_subtree(${areaId}::bigint, ${iso(at)}::timestamptz, ${iso(at)}::timestamptz))`.execute(
    db,
  );
  return rows[0]!.count;
}

/**
 * When the cells of an area's grids were last seen before a moment, at most so many days back (Unix ms): by the latest verdicts over
 * patrols that had ended by then, those that are suspicious left out; a supervisor's decision stands in the machine's place.
 */
export async function lastSeen(
  db: Db,
  { areaId, at, sinceMs }: { areaId: number; at: number; sinceMs: number },
): Promise<SeenGrid[]> {
  const moment = sql`${iso(at)}::timestamptz`;
  const { rows } = await sql<Omit<SeenGrid, 'visits'> & { visits: Visit[] | null }>`
    with grids as (
      select g.area_id, g.version, n.rules
      from areas_at(${moment}) g
      left join lateral norm_for(g.area_id, 'full-time', ${moment}) n on true
      where g.level = 'grid' and g.area_id in (select area_subtree(${areaId}::bigint, ${moment}, ${moment}))
    ), seen as (
      select p.grid_id, c.cell, max(p.end_time) as last
      from grids g
      join patrols p on p.grid_id = g.area_id and p.end_time <= ${moment} and p.end_time > ${iso(sinceMs)}
        and p.start_time <= ${moment}
      ${JUDGED}
      cross join lateral jsonb_array_elements_text(v.body #> '{cells,seen}') as c (cell)
      where ${OUTCOME} <> 'suspicious'
      group by p.grid_id, c.cell
    ), visits as (
      select grid_id, json_build_object('atMs', round(date_part('epoch', last) * 1000), 'cells', json_agg(cell)) as visit
      from seen group by grid_id, last
    )
    select g.area_id as "gridId", g.version as "gridVersion", g.rules,
      (select json_agg(v.visit) from visits v where v.grid_id = g.area_id) as visits
    from grids g
    order by g.area_id`.execute(db);
  return rows.map((row) => ({ ...row, visits: row.visits ?? [] }));
}
