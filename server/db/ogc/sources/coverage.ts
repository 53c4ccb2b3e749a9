import { type RawBuilder, sql } from 'kysely';
import { utc } from '../../store/moments.ts';
import type { Db } from '../../store/open.ts';
import { JUDGED, OUTCOME } from '../../verdicts/judged.ts';
import { type Ask, ownerOf } from './source.ts';

/** A grid as of the end of a time, with the swath of the norm of its full-time officers; null: none. */
export interface CoveredGrid {
  gridId: number;
  gridVersion: number;
  gridCode: string;
  swathM: number | null;
}

/** Grids of an area as of a moment that touch a box (all, where there is none), by id; at most `most` and one more. */
export async function gridsIn(
  db: Db,
  { areaId, until, fid }: Pick<Ask, 'areaId' | 'until' | 'fid'>,
  { box, most }: { box: RawBuilder<unknown> | null; most: number },
): Promise<CoveredGrid[]> {
  const at = sql`${until}::timestamptz`;
  const one = fid === undefined ? sql`true` : sql`g.area_id = ${ownerOf(fid)}`;
  const touches = box ? sql`ST_Intersects(g.geom, ${box})` : sql`true`;
  const { rows } = await sql<CoveredGrid>`
    select g.area_id as "gridId", g.version as "gridVersion", n.code as "gridCode", (norm.rules ->> 'swathM')::float8 as "swathM"
    from areas_at(${at}) g join areas n on n.id = g.area_id
    left join lateral norm_for(g.area_id, 'full-time', ${at}) norm on true
    where g.level = 'grid' and g.area_id in (select area_subtree(${areaId}::bigint, ${at}, ${at})) and ${touches} and ${one}
    order by g.area_id limit ${most + 1}`.execute(db);
  return rows;
}

/** A cell of a grid that patrols saw: how many, and when the last of them ended. */
export interface SeenCell {
  gridId: number;
  cell: string;
  patrols: number;
  lastSeen: string;
}

/** What patrols of some grids that ended within a time saw, those that are suspicious left out; a supervisor's decision stands in the machine's place. */
export async function seenCells(
  db: Db,
  gridIds: readonly number[],
  { since, until }: Pick<Ask, 'since' | 'until'>,
): Promise<SeenCell[]> {
  const { rows } = await sql<SeenCell>`
    select p.grid_id as "gridId", c.cell, count(*)::int as patrols,
      ${utc('max(p.end_time)')} as "lastSeen"
    from patrols p
    ${JUDGED}
    cross join lateral jsonb_array_elements_text(v.body #> '{cells,seen}') as c (cell)
    where p.grid_id = any(${[...gridIds]}::bigint[]) and p.end_time > ${since}::timestamptz and p.end_time <= ${until}::timestamptz
      and ${OUTCOME} <> 'suspicious'
    group by p.grid_id, c.cell`.execute(db);
  return rows;
}
