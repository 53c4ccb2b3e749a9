import type { Geometry } from 'geojson';
import { sql } from 'kysely';
import type { NamedGround } from '../../domain/area-import/defect-places.ts';
import type { Db } from '../store/open.ts';

/** Ground of drafts and of areas on record, degrees of WGS-84 to a centimetre. Without an answer where there is none. */
export async function readNamedGround(
  trx: Db,
  from: Date,
  asked: readonly NamedGround[],
): Promise<{ key: number; ground: Geometry }[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<{ key: number; ground: string }>`
    with asked as (
      select * from unnest(${asked.map(({ key }) => key)}::int[], ${asked.map(({ feature }) => feature)}::int[],
        ${asked.map(({ code }) => code)}::text[],
        ${asked.map(({ beside }) => ('shared' in beside ? beside.shared : beside.outside))}::text[],
        ${asked.map(({ beside }) => 'shared' in beside)}::bool[]) q (key, feature, code, other, shared)
    ), lying as materialized (
      select feature, code, geom from area_drafts where sound
      union all
      select null, a.code, v.geom from areas_at(${from.toISOString()}) v join areas a on a.id = v.area_id
      where a.code in (select code from asked union select other from asked)
        and a.code not in (select code from area_drafts)
    ), pairs as (
      select q.key, q.shared, one.geom as one, ST_Union(two.geom) as two
      from asked q
      join lying one on one.code = q.code and one.feature is not distinct from q.feature
      join lying two on two.code = q.other and (two.code <> one.code or two.feature < one.feature)
      group by q.key, q.shared, one.geom
    ), ground as (
      select key, ST_CollectionExtract(case when shared then ST_Intersection(one, two) else ST_Difference(one, two) end, 3) as geom
      from pairs
    )
    select key, ST_AsGeoJSON(geom, 7) as ground from ground where not ST_IsEmpty(geom) order by key`.execute(
    trx,
  );
  return rows.map(({ key, ground }) => ({ key, ground: JSON.parse(ground) as Geometry }));
}
