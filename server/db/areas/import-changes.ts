import { sql } from 'kysely';
import type { GroundFacts } from '../../domain/area-import/grid-changes.ts';
import type { Db } from '../store/open.ts';

/** Of every grid on record that an import changes or ends: who takes its ground, and what hangs on it at `from`. */
export async function readGroundFacts(trx: Db, from: Date): Promise<GroundFacts[]> {
  const moment = from.toISOString();
  const { rows } = await sql<GroundFacts>`
    with before as materialized (
      select c.code, v.area_id, v.name, v.geom, c.id in (select area_id from area_closing) as ends
      from areas_at(${moment}) v join areas c on c.id = v.area_id
      where v.level = 'grid' and not ST_IsEmpty(v.geom)
        and (c.code in (select code from area_drafts where state = 'changed') or c.id in (select area_id from area_closing))
    ), taken as (
      select b.area_id, d.code, d.state = 'created' as is_new, ST_Area(ST_Intersection(d.geom, b.geom)) as shared,
        ST_Area(b.geom) as whole, ST_Area(d.geom) as taker
      from before b join area_drafts d on d.geom && b.geom and d.level = 'grid' and d.sound
    )
    select b.code, b.name, b.ends,
      coalesce((select json_agg(json_build_object('code', t.code, 'isNew', t.is_new, 'share', t.shared / t.whole,
          'ofTaker', t.shared / t.taker) order by t.shared desc, t.code)
        from taken t where t.area_id = b.area_id and t.shared > 0), '[]') as into,
      array(select distinct o.name from officer_assignments a join officers o on o.id = a.officer_id
        where a.area_id = b.area_id and a.valid_from <= ${moment} and (a.valid_to is null or a.valid_to > ${moment})
        order by 1) as officers,
      (select count(*)::int from norms n where n.area_id = b.area_id and exists (
        select from norm_versions v where v.norm_id = n.id and (v.valid_to is null or v.valid_to > ${moment}))) as norms,
      (select count(*)::int from patrols p where p.grid_id = b.area_id and p.start_time < ${moment}) as patrols
    from before b order by b.code`.execute(trx);
  return rows;
}
