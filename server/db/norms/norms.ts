import { sql } from 'kysely';
import type { NormRecord } from '../../contract/norms/norm-record.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`n.id, v.version, a.code as area, n.area_id as "areaId", n.grid_type as "gridType",
  n.officer_category as "officerCategory", n.name, v.rules, ${utc('v.valid_from')} as "from", ${utc('v.valid_to')} as "to",
  v.published_by as "publishedBy", ${utc('v.published_at')} as "publishedAt"`;

/** Every version of every norm within an area or above it: what its grids were, are and will be judged by. */
export async function listNorms(db: Db, areaId: number, moment: string): Promise<NormRecord[]> {
  const { rows } = await sql<NormRecord>`
    with recursive above as (
      select ${areaId}::bigint as id
      union
      select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
    )
    select ${COLUMNS}
    from norms n join norm_versions v on v.norm_id = n.id join areas a on a.id = n.area_id
    where n.area_id in (select id from above)
      or n.area_id in (select area_subtree(${areaId}::bigint, '-infinity', ${moment}::timestamptz))
    order by a.code, n.grid_type nulls first, n.officer_category nulls first, n.id, v.version desc`.execute(
    db,
  );
  return rows;
}

/** The norm version that holds for a grid and an officer category at a moment (ISO); undefined where the built-in one does. */
export async function chooseNorm(
  db: Db,
  { gridId, category, moment }: { gridId: number; category: OfficerCategory; moment: string },
): Promise<NormRecord | undefined> {
  const { rows } = await sql<NormRecord>`
    select ${COLUMNS}
    from norm_for(${gridId}::bigint, ${category}::text, ${moment}::timestamptz) v
    join norms n on n.id = v.norm_id join areas a on a.id = n.area_id`.execute(db);
  return rows[0];
}
