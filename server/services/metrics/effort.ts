import { sql } from 'kysely';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';
import type { GridEffort } from '../../domain/effort/weigh-effort.ts';
import { foldRollups } from './metric-answer.ts';

export type EffortFacts = GridEffort & { code: string; name: string };

/**
 * Incidents and verified hours of every grid there was in an area at the end of a period, by code. An incident counts in the grid it was
 * placed in when it came, on the local day it began.
 */
export async function gatherEffort(
  db: Db,
  areaId: number,
  range: RollupRange,
): Promise<EffortFacts[]> {
  const { rows } = await sql<Omit<EffortFacts, 'patrolH' | 'coverage'>>`
    with grids as (
      select a.area_id, n.code, a.name, ST_Area(a.geom::geography) / 1e6 as area_km2,
        ${range.from}::timestamp at time zone a.time_zone as since, ${range.to}::timestamp at time zone a.time_zone as until
      from areas_at(${range.to}::timestamp at time zone 'UTC') a join areas n on n.id = a.area_id
      where a.level = 'grid' and a.area_id in (
        select area_subtree(${areaId}::bigint, ${range.to}::timestamp at time zone 'UTC', ${range.to}::timestamp at time zone 'UTC'))
    )
    select g.area_id as "gridId", g.code, g.name, g.area_km2 as "areaKm2", count(i.id) filter (where i.found_by = 'reported')::int as reported,
      count(i.id) filter (where i.found_by = 'detected')::int as detected
    from grids g
    left join incidents i on i.grid_id = g.area_id and i.occurred_from >= g.since and i.occurred_from < g.until
    group by 1, 2, 3, 4 order by 2`.execute(db);
  const folded = await foldRollups(db, { ...range, level: 'grid', period: 'whole' });
  const totals = new Map(folded.map(({ unitId, totals: of }) => [unitId, of]));
  return rows.map((row) => {
    const of = totals.get(row.gridId);
    return {
      ...row,
      patrolH: of ? of.effectiveS / 3600 : 0,
      coverage: of && of.cellWeight > 0 ? of.seenWeight / of.cellWeight : null,
    };
  });
}
