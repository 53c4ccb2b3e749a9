import { sql } from 'kysely';
import { AREAS_TOLD, type ChangedArea } from '../../contract/areas/area-import.ts';
import { STANDING_STATES } from '../../contract/warnings/warning.ts';
import type { GroundFacts } from '../../domain/area-import/grid-changes.ts';
import type { Db } from '../store/open.ts';

/** Of every grid on record that an import changes or ends: who takes its ground, and what hangs on it at `from`. */
export async function readGroundFacts(trx: Db, from: Date): Promise<GroundFacts[]> {
  const moment = from.toISOString();
  const { rows } = await sql<GroundFacts>`
    with before as materialized (
      select c.code, v.area_id, v.name, v.geom, v.time_zone, c.id in (select area_id from area_closing) as ends
      from areas_at(${moment}) v join areas c on c.id = v.area_id
      where v.level = 'grid' and not ST_IsEmpty(v.geom)
        and (c.code in (select code from area_drafts where state = 'changed') or c.id in (select area_id from area_closing))
    ), taken as (
      select b.area_id, d.code, d.state = 'created' as is_new, ST_Area(ST_Intersection(d.geom, b.geom)) as shared,
        ST_Area(b.geom) as whole, ST_Area(d.geom) as taker
      from before b join area_drafts d on d.geom && b.geom and d.level = 'grid' and d.sound
    ), takers as materialized (
      select area_id, json_agg(json_build_object('code', code, 'isNew', is_new, 'share', shared / whole, 'ofTaker', shared / taker)
        order by shared desc, code) as into
      from taken where shared > 0 group by area_id
    ), ruled as materialized (
      select b.area_id, b.code, b.ends, n.id, v.rules
      from before b join norms n on n.area_id = b.area_id
      join norm_versions v on v.norm_id = n.id and (v.valid_to is null or v.valid_to > ${moment})
    ), asked as materialized (
      select distinct r.area_id, r.code, r.ends, c ->> 'id' as checkpoint,
        ST_SetSRID(ST_MakePoint((c #>> '{position,lng}')::float8, (c #>> '{position,lat}')::float8), 4326) as place
      from ruled r cross join lateral jsonb_array_elements(r.rules -> 'checkpoints') c
    )
    select b.code, b.name, b.ends,
      coalesce(t.into, '[]') as into,
      coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.name, o.id)
        from officers o where o.id in (select a.officer_id from officer_assignments a
          where a.area_id = b.area_id and (b.ends or a.valid_from <= ${moment}) and (a.valid_to is null or a.valid_to > ${moment}))), '[]') as officers,
      array(select distinct o.name from posts p join officers o on o.id = p.officer_id
        where b.ends and p.area_id = b.area_id and p.superseded is null and not p.lost
          and (p.last_day is null or p.last_day >= (${moment}::timestamptz at time zone b.time_zone)::date) order by 1) as posts,
      array(select u.name from users u where b.ends and u.area_id = b.area_id and u.disabled_at is null order by 1) as accounts,
      (select count(distinct r.id)::int from ruled r where r.area_id = b.area_id) as norms,
      (select count(*)::int from asked q where q.area_id = b.area_id and (b.ends or not exists (
        select from area_drafts d where d.code = q.code and d.sound and ST_Covers(d.geom, q.place)))) as checkpoints,
      (select count(*)::int from warnings w where b.ends and w.grid_ids @> array[b.area_id]
        and w.state = any(${STANDING_STATES}::text[])) as warnings,
      (select count(*)::int from patrols p where p.grid_id = b.area_id and p.end_time is null) as walking,
      (select count(*)::int from patrols p where p.grid_id = b.area_id and p.start_time < ${moment}) as patrols
    from before b left join takers t on t.area_id = b.area_id order by b.code`.execute(trx);
  return rows;
}

/** The areas that an import ends, changes and makes, in this order, as they are called and hang before and after: the first AREAS_TOLD. */
export async function readChangedAreas(trx: Db, from: Date): Promise<ChangedArea[]> {
  const { rows } = await sql<ChangedArea>`
    with known as materialized (
      select a.id, a.code, v.geom,
        json_build_object('name', v.name, 'level', v.level, 'parent', p.code, 'gridType', v.grid_type) as told
      from areas a join areas_at(${from.toISOString()}) v on v.area_id = a.id left join areas p on p.id = v.parent_id
      where a.id in (select area_id from area_closing) or a.code in (select code from area_drafts where state = 'changed')
    ), changed as (
      select 0 as nth, k.code, k.told as before, null::json as after, false as outline
      from known k where k.id in (select area_id from area_closing)
      union all
      select case when k.id is null then 2 else 1 end, d.code, k.told,
        json_build_object('name', d.name, 'level', d.level, 'parent', d.parent, 'gridType', d.grid_type),
        k.id is not null and ST_AsBinary(k.geom) <> ST_AsBinary(d.geom)
      from area_drafts d left join known k on k.code = d.code where d.state <> 'unchanged'
    )
    select code, before, after, outline from changed order by nth, code limit ${AREAS_TOLD}`.execute(
    trx,
  );
  return rows;
}
