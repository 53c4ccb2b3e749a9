import { sql } from 'kysely';
import type { PlacePair } from '../../domain/area-import/find-shift.ts';
import type { Db } from '../store/open.ts';

/**
 * Where areas of an import lie beside where the record has them: those of the same code, and what makes up most of a parent that stays
 * beside that parent.
 */
export async function readPlacePairs(trx: Db, from: Date): Promise<PlacePair[]> {
  const { rows } = await sql<PlacePair>`
    with known as (
      select a.code, v.geom from areas_at(${from.toISOString()}) v join areas a on a.id = v.area_id
      where not ST_IsEmpty(v.geom)
    ), pairs as (
      select ST_Centroid(d.geom) as file, ST_Centroid(k.geom) as record
      from area_drafts d join known k on k.code = d.code where d.sound and d.feature is not null
      union all
      select ST_Centroid(ST_Collect(d.geom)), ST_Centroid(k.geom)
      from area_drafts d join known k on k.code = d.parent
      where d.sound and d.feature is not null and d.parent not in (select code from area_drafts where feature is not null)
      group by k.code, k.geom having sum(ST_Area(d.geom)) > 0.5 * ST_Area(k.geom)
    )
    select json_build_object('lng', ST_X(file), 'lat', ST_Y(file)) as file,
      json_build_object('lng', ST_X(record), 'lat', ST_Y(record)) as record
    from pairs`.execute(trx);
  return rows;
}
