-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/areas/areas-by-name.ts

select a.code, v.name from areas a left join areas_at($1::timestamptz) v on v.area_id = a.id order by a.code;

-- server/db/areas/areas.ts

select a.area_id, n.code, a.version, a.parent_id, a.level, a.name, a.grid_type, a.time_zone, a.valid_from,
  a.valid_to
from areas_at($1::timestamptz) a join areas n on n.id = a.area_id
where a.level = $2
  and a.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
order by n.code;

select a.area_id, n.code, a.version, a.parent_id, a.level, a.name, a.grid_type, a.time_zone, a.valid_from,
  a.valid_to
from areas_at($1::timestamptz) a join areas n on n.id = a.area_id
where true
  and a.area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
order by n.code;

select a.area_id, n.code, a.version, a.parent_id, a.level, a.name, a.grid_type, a.time_zone, a.valid_from,
  a.valid_to , (select code from areas up where up.id = a.parent_id) as "parentCode", ST_AsGeoJSON(a.geom, 7)::json as geometry
from areas_at($1::timestamptz) a join areas n on n.id = a.area_id
where a.level = $2
  and a.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
order by n.code;

select a.area_id, n.code, a.version, a.parent_id, a.level, a.name, a.grid_type, a.time_zone, a.valid_from,
  a.valid_to , (select code from areas up where up.id = a.parent_id) as "parentCode", ST_AsGeoJSON(a.geom, 7)::json as geometry
from areas_at($1::timestamptz) a join areas n on n.id = a.area_id
where true
  and a.area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
order by n.code;

select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id;

select coalesce(md5(string_agg(area_id || '/' || version, ',' order by area_id)), 'none') as signature
from areas_at($1::timestamptz) where area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz));

select level from area_versions where area_id = $1
order by (valid_from <= $2 and (valid_to is null or $3 < valid_to)) desc, version desc limit 1;

-- server/db/areas/cell-sets.ts

insert into cell_sets (grid_id, grid_version, swath_m, cells, weights)
values ($1, $2, $3,
  $4::bigint[],
  $5::smallint[])
on conflict do nothing;

select ST_AsGeoJSON(geom, 9)::json as polygon from area_versions
where area_id = $1 and version = $2;

select id, array_to_string(weights, ',') as weights from cell_sets where id = any($1::int[]);

select s.id, array(select to_hex(cell) from unnest(s.cells) with ordinality as c (cell, at) order by at) as cells
from cell_sets s where s.id = any($1::int[]);

select s.id, s.grid_id as "gridId", s.grid_version as "gridVersion", s.swath_m as "swathM",
  array(select to_hex(cell) from unnest(s.cells) with ordinality as c (cell, at) order by at) as cells
from cell_sets s
where (s.grid_id, s.grid_version, s.swath_m) in (
  select * from unnest($1::bigint[], $2::int[],
    $3::real[]));

-- server/db/areas/coming-changes.ts

with changed as (
select t.moment, v.area_id, bool_or(v.valid_from = t.moment) as after, bool_or(v.valid_to = t.moment) as before
from area_versions v cross join lateral (values (v.valid_from), (v.valid_to)) t (moment)
where t.moment > $1::timestamptz
  and v.area_id in (select area_subtree($2::bigint, $3::timestamptz, 'infinity'))
group by 1, 2), told as (
    select c.moment, a.code, v.name, v.level, v.does, row_number() over (partition by c.moment order by a.code) as n
    from changed c join areas a on a.id = c.area_id
    cross join lateral (
      select name, level, case when c.after and c.before then 'change' when c.after then 'begin' else 'end' end as does
      from area_versions v where v.area_id = c.area_id and (v.valid_from = c.moment or v.valid_to = c.moment)
      order by v.valid_from desc limit 1) v
  )
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", count(*) filter (where does = 'begin')::int as begin,
    count(*) filter (where does = 'change')::int as change, count(*) filter (where does = 'end')::int as "end",
    json_agg(json_build_object('code', code, 'name', name, 'level', level, 'does', does) order by code)
      filter (where n <= $4) as areas
  from told group by moment order by moment;

with gone as (
  select v.area_id as id from area_versions v where v.valid_from = $1 and v.version = 1
    and v.area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
)
select coalesce((select json_agg(json_build_object('grid', a.code, 'officer', o.name) order by a.code, o.name)
    from officer_assignments oa join areas a on a.id = oa.area_id join officers o on o.id = oa.officer_id
    where oa.area_id in (select id from gone) and (oa.valid_to is null or oa.valid_to > $5)), '[]') as officers,
  (select count(*)::int from norms where area_id in (select id from gone)) as norms,
  array(select name from users where area_id in (select id from gone) and disabled_at is null order by name) as accounts;

with gone as materialized (select t.id from (
select area_subtree($1::bigint, $2::timestamptz - interval '1 millisecond', $3::timestamptz)) t (id)), taken as (
  delete from area_versions where valid_from = $4 and area_id in (select id from gone) returning area_id, version
), noted as (
  update areas a set withdrawn_version = greatest(a.withdrawn_version, t.version) from taken t where a.id = t.area_id
  returning a.id
)
update area_versions set valid_to = null where valid_to = $5 and area_id in (select id from gone);

with touched as (
  select v.* from area_versions v where (v.valid_from = $1 or v.valid_to = $2)
    and v.area_id in (select area_subtree($3::bigint, $4::timestamptz - interval '1 millisecond', $5::timestamptz))
), near as (
  select area_id as id from touched union select parent_id from touched where parent_id is not null
)
select
  array(select distinct a.code from touched t join areas a on a.id = t.area_id
    where (t.valid_to = $6 and t.area_id not in (select area_subtree($7::bigint, $8::timestamptz - interval '1 millisecond', $9::timestamptz - interval '1 millisecond')))
      or (t.valid_from = $10 and t.area_id not in (
        select area_subtree($11::bigint, $12::timestamptz, $13::timestamptz)))
    order by 1) as foreign,
  array(select distinct a.code from area_versions v join areas a on a.id = v.area_id
    where (v.valid_from > $14 or v.valid_to > $15)
      and (v.area_id in (select area_id from touched) or v.parent_id in (select id from near))
    order by 1) as later;

-- server/db/areas/districts.ts

with recursive up as (
  select area_id as grid_id, area_id, parent_id, level from areas_at($1::timestamptz) where level = 'grid'
  union all
  select up.grid_id, a.area_id, a.parent_id, a.level
  from up join areas_at($2::timestamptz) a on a.area_id = up.parent_id
  where up.level <> 'district'
)
select grid_id as "gridId", area_id as "districtId" from up where level = 'district';

-- server/db/areas/import-begins.ts

with recursive created as materialized (
  select d.ord, d.code, d.parent, d.level, d.geom from area_drafts d where d.state = 'created' and d.sound
), shared as materialized (
  select c.ord, ST_CollectionExtract(ST_Intersection(c.geom, v.geom), 3) as part,
    least(ST_Area(c.geom::geography), ST_Area(v.geom::geography)) as whole
  from created c join area_versions v on v.geom && c.geom and v.level = c.level and v.valid_from < $1
), taken as (
  select distinct ord from shared
  where ST_Area(part::geography) > greatest($2::float8, $3::float8 * whole)
    and coalesce(2 * ST_Area(part::geography) / nullif(ST_Perimeter(part::geography), 0), 0) > $4
), own as (
  select c.ord, c.code, c.parent, greatest(
    case when c.ord in (select ord from taken) then $5::timestamptz else $6::timestamptz end,
    (select min(v.valid_from) from areas a join area_versions v on v.area_id = a.id where a.code = c.parent)) as begins
  from created c
), down as (
  select o.ord, o.code, o.begins from own o
  union
  select o.ord, o.code, greatest(o.begins, d.begins) from down d join own o on o.parent = d.code
)
update area_drafts a set begins = least(m.latest, $7::timestamptz)
from (select ord, max(begins) as latest from down group by ord) m where m.ord = a.ord;

-- server/db/areas/import-cases.ts

with recursive drafts as materialized (
  select d.code, d.level, d.parent, d.geom, a.id from area_drafts d left join areas a on a.code = d.code
  where d.sound and d.state <> 'unchanged'
), lying as materialized (
  select a.code, v.level, p.code as parent, v.geom, a.id
  from areas_at($1::timestamptz) v join areas a on a.id = v.area_id left join areas p on p.id = v.parent_id
  where a.code not in (select code from drafts) and a.id not in (select area_id from area_closing)
  union all select code, level, parent, geom, id from drafts
), looked as materialized (
  select c.id, c.position, c.area_ids, c.levels from cases c
  where c.ended_at is null and (
    c.area_ids && array(select id from drafts where id is not null union all select area_id from area_closing)
    or exists (select from drafts d where d.geom && c.position and ST_Covers(d.geom, c.position)))
), ladder as (
  select c.id, t.code, t.level, t.parent, t.id as area_id, 1 as n
  from looked c cross join lateral (
    select t.* from lying t where t.geom && c.position and ST_Covers(t.geom, c.position)
    order by array_position(array['grid', 'village', 'town', 'district', 'city'], t.level),
      t.id is distinct from c.area_ids[1], t.id
    limit 1) t
  union all
  select l.id, t.code, t.level, t.parent, t.id, l.n + 1 from ladder l join lying t on t.code = l.parent
), placed as (
  select id, array_agg(coalesce(area_id, 0) order by n) as area_ids, (array_agg(level order by n))[1] as level,
    (array_agg(area_id order by n))[1] as lowest
  from ladder group by id
)
select count(*)::int as moved, (count(*) filter (where p.level <> c.levels[1]))::int as "otherLevel",
  (count(*) filter (where p.level = 'grid' and not exists (
    select from officer_assignments o where o.area_id = p.lowest and o.valid_from <= $2
      and (o.valid_to is null or o.valid_to > $3))))::int as "withoutOfficer"
from placed p join looked c on c.id = p.id where p.area_ids <> c.area_ids;

-- server/db/areas/import-changes.ts

with before as materialized (
  select c.code, v.area_id, v.name, v.geom, v.time_zone, c.id in (select area_id from area_closing) as ends
  from areas_at($1) v join areas c on c.id = v.area_id
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
  join norm_versions v on v.norm_id = n.id and (v.valid_to is null or v.valid_to > $2)
), asked as materialized (
  select distinct r.area_id, r.code, r.ends, c ->> 'id' as checkpoint,
    ST_SetSRID(ST_MakePoint((c #>> '{position,lng}')::float8, (c #>> '{position,lat}')::float8), 4326) as place
  from ruled r cross join lateral jsonb_array_elements(r.rules -> 'checkpoints') c
)
select b.code, b.name, b.ends,
  coalesce(t.into, '[]') as into,
  coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.name, o.id)
    from officers o where o.id in (select a.officer_id from officer_assignments a
      where a.area_id = b.area_id and (b.ends or a.valid_from <= $3) and (a.valid_to is null or a.valid_to > $4))), '[]') as officers,
  array(select distinct o.name from posts p join officers o on o.id = p.officer_id
    where b.ends and p.area_id = b.area_id and p.superseded is null and not p.lost
      and (p.last_day is null or p.last_day >= ($5::timestamptz at time zone b.time_zone)::date) order by 1) as posts,
  array(select u.name from users u where b.ends and u.area_id = b.area_id and u.disabled_at is null order by 1) as accounts,
  (select count(distinct r.id)::int from ruled r where r.area_id = b.area_id) as norms,
  (select count(*)::int from asked q where q.area_id = b.area_id and (b.ends or not exists (
    select from area_drafts d where d.code = q.code and d.sound and ST_Covers(d.geom, q.place)))) as checkpoints,
  (select count(*)::int from warnings w where b.ends and w.grid_ids @> array[b.area_id]
    and w.state = any($6::text[])) as warnings,
  (select count(*)::int from patrols p where p.grid_id = b.area_id and p.end_time is null) as walking,
  (select count(*)::int from patrols p where p.grid_id = b.area_id and p.start_time < $7) as patrols
from before b left join takers t on t.area_id = b.area_id order by b.code;

with known as materialized (
  select a.id, a.code, v.geom,
    json_build_object('name', v.name, 'level', v.level, 'parent', p.code, 'gridType', v.grid_type) as told
  from areas a join areas_at($1) v on v.area_id = a.id left join areas p on p.id = v.parent_id
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
select code, before, after, outline from changed order by nth, code limit $2;

-- server/db/areas/import-facts.ts

select c.code, v.level, d.code as parent, d.level as "parentLevel", ST_Area(v.geom::geography) as "areaM2",
  ST_Area(ST_CollectionExtract(ST_Difference(v.geom, d.geom), 3)::geography) as "outsideM2",
  coalesce(2 * ST_Area(ST_CollectionExtract(ST_Difference(v.geom, d.geom), 3)::geography) / nullif(ST_Perimeter(ST_CollectionExtract(ST_Difference(v.geom, d.geom), 3)::geography), 0), 0) as "outsideWidthM"
from area_drafts d
join areas p on p.code = d.code
join areas_at($1) v on v.parent_id = p.id
join areas c on c.id = v.area_id
where d.sound and d.feature is not null and d.state = 'changed' and not ST_Covers(d.geom, v.geom)
  and c.code not in (select code from area_drafts) and c.id not in (select area_id from area_closing);

select d.ord, d.feature, d.code, d.level, d.parent,
  coalesce((select min(p.level) from area_drafts p where p.code = d.parent), above.level) as "parentLevel",
  known.level as "knownLevel", not d.sound or ST_IsEmpty(known.geom) or coalesce(ST_Intersects(d.geom, known.geom), true) as near,
  case when not d.sound then reasons.all_parts
    -- Corners on a line are off it by what their last digits hold.
    when ST_Area(d.geom::geography) < $1 then array['Valid Geometry'] end as invalid,
  case when d.sound then ST_Area(d.geom::geography) else 0 end as "areaM2",
  d.state <> 'unchanged' as changes, d.feature is null as made, last.latest
from area_drafts d
left join lateral (
  -- PostGIS names one reason a geometry; asked part by part it names one of each.
  select coalesce(array_agg(distinct reason) filter (where reason <> 'Valid Geometry'),
    array[ST_IsValidReason(d.geom)]) as all_parts
  from (select ST_IsValidReason((ST_Dump(d.geom)).geom) as reason) part
) reasons on not d.sound
left join areas up on up.code = d.parent
left join areas_at($2) above on above.area_id = up.id
left join areas own on own.code = d.code
left join areas_at($3) known on known.area_id = own.id and d.state <> 'unchanged'
left join (select area_id, max(valid_from) as latest from area_versions group by area_id) last
  on last.area_id = own.id
order by d.ord;

update area_drafts set geom = ST_Multi(ST_UnaryUnion(geom))
where ST_IsValidReason(geom) <> 'Valid Geometry' and not ST_IsEmpty(geom) and not exists (
  select from ST_Dump(geom) part where ST_IsValidReason(part.geom) <> 'Valid Geometry')
returning feature, code, null as invalid;

update area_drafts set sound = false where ST_IsValidReason(geom) <> 'Valid Geometry' or ST_IsEmpty(geom);

with crossed as (
  select ord, geom, ST_IsValidReason(geom) as invalid from area_drafts where ST_IsValidReason(geom) <> 'Valid Geometry'
), mended as (
  update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_MakeValid(c.geom, 'method=structure'), 3))
  from crossed c where c.ord = d.ord
)
select d.feature, d.code, c.invalid
from crossed c join area_drafts d on d.ord = c.ord
where not ST_IsEmpty(ST_CollectionExtract(ST_MakeValid(c.geom, 'method=structure'), 3));

with pairs as (
  select a.ord, b.code, a.geom as one, b.geom as other
  from area_drafts a join area_drafts b
    on a.geom && b.geom and b.ord < a.ord and a.parent = b.parent
  where a.sound and b.sound
  union all
  select d.ord, c.code, d.geom, v.geom
  from area_drafts d
  join areas_at($1) v on v.geom && d.geom
  join areas c on c.id = v.area_id
  join areas p on p.id = v.parent_id and p.code = d.parent
  where d.sound and c.code not in (select code from area_drafts) and c.id not in (select area_id from area_closing)
), common as materialized (
  select ord, code, other, ST_CollectionExtract(ST_Intersection(one, other), 3) as shared from pairs
)
select ord, code, ST_Area(shared::geography) as m2, coalesce(2 * ST_Area(shared::geography) / nullif(ST_Perimeter(shared::geography), 0), 0) as "widthM", ST_Area(other::geography) as "otherAreaM2"
from common where not ST_IsEmpty(shared)
order by ord, m2 desc;

with parents as (
  select code, geom from area_drafts where sound and feature is not null
  union all
  select a.code, v.geom from areas_at($1) v join areas a on a.id = v.area_id
  where a.code not in (select code from area_drafts)
)
, beyond as materialized (
  select d.ord, ST_CollectionExtract(ST_Difference(d.geom, p.geom), 3) as geom
  from area_drafts d join parents p on p.code = d.parent
  where d.sound and not ST_Covers(p.geom, d.geom)
)
select ord, ST_Area(geom::geography) as m2, coalesce(2 * ST_Area(geom::geography) / nullif(ST_Perimeter(geom::geography), 0), 0) as "widthM" from beyond;

-- server/db/areas/import-heal.ts

with covered as materialized (
    select parent, ST_Union(geom) as geom,
      $1::float8 * cos(radians((ST_YMin(ST_Extent(geom)) + ST_YMax(ST_Extent(geom))) / 2)) as kx
    from (
      select parent, geom from area_drafts where sound and parent is not null
      union all
select p.code as parent, v.geom
from areas_at($2) v join areas c on c.id = v.area_id join areas p on p.id = v.parent_id
where p.code in (select parent from area_drafts) and c.code not in (select code from area_drafts)
  and c.id not in (select area_id from area_closing) and not ST_IsEmpty(v.geom)
    ) sibling group by parent
  ), open as (
    select parent, kx, ST_Difference(ST_Scale(ST_Buffer(ST_Buffer(ST_Scale(geom, kx, $3::float8), $4::float8, $5::text), $6::float8, $7::text), 1 / kx, 1 / $8::float8), geom) as gap
    from covered
  ), held as materialized (
    select o.parent, o.kx, coalesce(ST_Intersection(o.gap, g.geom), o.gap) as gap
    from open o left join lateral (
      select d.geom from area_drafts d where d.code = o.parent and d.sound
      union all
      select v.geom from areas a join areas_at($9) v on v.area_id = a.id
      where a.code = o.parent and not ST_IsEmpty(v.geom)
      limit 1
    ) g on true
  ), reach as materialized (
    select d.ord, d.parent, ST_Intersection(h.gap, ST_Scale(ST_Buffer(ST_Scale(d.geom, kx, $10::float8), $11::float8, $12::text), 1 / kx, 1 / $13::float8)) as geom
    from held h join area_drafts d on d.parent = h.parent and d.sound where not ST_IsEmpty(h.gap)
  ), pieces as materialized (
    select ord, (ST_Dump(ST_CollectionExtract(rest, 3))).geom as geom from (
      select a.ord, coalesce(ST_Difference(a.geom, (
        select ST_Union(b.geom) from reach b where b.parent = a.parent and b.ord < a.ord and b.geom && a.geom)), a.geom) as rest
      from reach a where not ST_IsEmpty(a.geom)
    ) r
  ), given as materialized (
    select ord, geom from pieces where ST_Area(geom::geography) > $14
  ), healed as (
    update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_Union(d.geom, t.geom), 3))
    from (select ord, ST_Union(geom) as geom from given group by ord) t
    where t.ord = d.ord
  )
  select count(*)::int as count, coalesce(sum(ST_Area(geom::geography)), 0) as m2 from given;

with shared as materialized (
    select ord, ST_CollectionExtract(ST_Intersection(one, other), 3) as geom from (
      select a.ord, a.geom as one, b.geom as other
      from area_drafts a join area_drafts b on a.geom && b.geom and b.ord < a.ord and a.parent = b.parent
      where a.sound and b.sound
      union all
      select d.ord, d.geom, s.geom
      from area_drafts d join (
select p.code as parent, v.geom
from areas_at($1) v join areas c on c.id = v.area_id join areas p on p.id = v.parent_id
where p.code in (select parent from area_drafts) and c.code not in (select code from area_drafts)
  and c.id not in (select area_id from area_closing) and not ST_IsEmpty(v.geom)) s on s.geom && d.geom and s.parent = d.parent
      where d.sound
    ) pairs
  ), thin as materialized (
    select ord, geom from shared where not ST_IsEmpty(geom) and coalesce(2 * ST_Area(geom::geography) / nullif(ST_Perimeter(geom::geography), 0), 0) <= $2
  ), healed as (
    update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_Difference(d.geom, t.geom), 3))
    from (select ord, ST_Union(geom) as geom from thin group by ord) t
    where t.ord = d.ord and not ST_IsEmpty(ST_Difference(d.geom, t.geom))
  )
  select count(*)::int as count, coalesce(sum(ST_Area(geom::geography)), 0) as m2 from thin;

-- server/db/areas/import-load.ts

alter table area_drafts alter column geom set statistics 0;

analyze area_drafts (state);

analyze area_drafts;

create index area_drafts_code on area_drafts (code);

create index area_drafts_geom on area_drafts using gist (geom);

create temporary table area_drafts (
  ord integer generated always as identity primary key,
  feature integer, code text not null, name text not null, level text not null, parent text, grid_type text,
  time_zone text not null, geom geometry(MultiPolygon, 4326) not null, sound boolean not null default true,
  state text
) on commit drop;

create temporary table area_drafts (
  ord integer generated always as identity primary key,
  feature integer, code text not null, name text not null, level text not null, parent text, grid_type text,
  time_zone text not null, geom geometry(MultiPolygon, 4326) not null, sound boolean not null default true,
  state text, begins timestamptz
) on commit drop;

insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
select feature, code, name, level, parent, grid_type, time_zone,
  ST_SetSRID(ST_Multi(ST_GeomFromGeoJSON(geometry)), 4326)
from json_to_recordset($1::json) as d (feature integer, code text, name text, level text,
  parent text, grid_type text, time_zone text, geometry json);

select count(*)::int as count from (select from area_versions limit $1) first;

update area_drafts d set geom = v.geom
from areas a join areas_at($1) v on v.area_id = a.id
where a.code = d.code and d.sound and case
  when ST_AsBinary(v.geom) = ST_AsBinary(d.geom) then false
  when ST_NPoints(v.geom) <> ST_NPoints(d.geom) or ST_NRings(v.geom) <> ST_NRings(d.geom) then false
  when not (ST_Expand(v.geom, $2) ~ d.geom and ST_Expand(d.geom, $3) ~ v.geom) then false
  else ST_HausdorffDistance(v.geom, d.geom) <= $4 end
returning d.ord;

update area_drafts d set state = found.state
  from (
    select d.ord, case
      when v.area_id is null then 'created'
      when v.name is not distinct from d.name and
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom) then 'unchanged'
      else 'changed' end as state
    from area_drafts d
    left join areas a on a.code = d.code
    left join areas_at($1) v on v.area_id = a.id
    left join areas p on p.id = v.parent_id
  ) found
  where found.ord = d.ord;

-- server/db/areas/import-made.ts

insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
select null, m.code, coalesce(known.name, m.code), coalesce(known.level, m.level),
  case when known.area_id is null then $1::text
    else (select code from areas where id = known.parent_id) end,
  null, coalesce(known.time_zone, children.time_zone), children.geom
from json_to_recordset($2::json) as m (code text, level text)
left join areas a on a.code = m.code
left join areas_at($3) known on known.area_id = a.id
cross join lateral (
  select min(time_zone) as time_zone, ST_Normalize(ST_Multi(ST_Union(geom order by code))) as geom
  from (
    select code, time_zone, geom from area_drafts where parent = m.code and sound
    union all
    select c.code, v.time_zone, v.geom from areas_at($4) v join areas c on c.id = v.area_id
    where v.parent_id = a.id and c.code not in (select code from area_drafts)
      and c.id not in (select area_id from area_closing)
  ) child
) children;

select d.parent as code, d.level from area_drafts d
where d.sound and d.parent is not null and d.parent is distinct from $1::text
  and ($2::text is null or d.parent = $3::text)
  and d.parent not in (select code from area_drafts)
group by d.parent, d.level;

select distinct d.parent as code
from area_drafts d
join areas a on a.code = d.parent
join areas_at($1) v on v.area_id = a.id
where d.sound and ST_IsEmpty(v.geom) and d.parent not in (select code from area_drafts)
order by code;

with beyond as materialized (
  select d.parent, d.geom, v.area_id, ST_CollectionExtract(ST_Difference(d.geom, v.geom), 3) as part
  from area_drafts d join areas a on a.code = d.parent join areas_at($1) v on v.area_id = a.id
  where d.sound and d.parent not in (select code from area_drafts) and not ST_Covers(v.geom, d.geom)
), grown as (
  select area_id, ST_Union(geom) as geom from beyond
  where ST_Area(part::geography) > greatest($2::float8, $3::float8 * ST_Area(geom::geography))
    and coalesce(2 * ST_Area(part::geography) / nullif(ST_Perimeter(part::geography), 0), 0) > $4
  group by area_id
)
insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
select null, a.code, v.name, v.level, (select code from areas where id = v.parent_id), null, v.time_zone,
  ST_Normalize(ST_Multi(ST_Union(v.geom, g.geom)))
from grown g join areas a on a.id = g.area_id join areas_at($5) v on v.area_id = a.id
returning code;

-- server/db/areas/import-places.ts

with asked as (
  select * from unnest($1::int[], $2::int[],
    $3::text[],
    $4::text[],
    $5::bool[]) q (key, feature, code, other, shared)
), lying as materialized (
  select feature, code, geom from area_drafts where sound
  union all
  select null, a.code, v.geom from areas_at($6) v join areas a on a.id = v.area_id
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
select key, ST_AsGeoJSON(geom, 7) as ground from ground where not ST_IsEmpty(geom) order by key;

-- server/db/areas/import-shift.ts

with known as (
  select a.code, v.geom from areas_at($1) v join areas a on a.id = v.area_id
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
from pairs;

-- server/db/areas/import-store.ts

create temporary table area_closing (area_id bigint primary key) on commit drop;

insert into area_closing
select distinct below.id
from areas_at($1) v
join areas a on a.id = v.area_id
left join areas p on p.id = v.parent_id
cross join lateral area_subtree(v.area_id, $2::timestamptz, $3::timestamptz) below (id)
join areas b on b.id = below.id
where v.level in (select level from area_drafts where feature is not null)
  and coalesce(p.code, '') in (select coalesce(parent, '') from area_drafts where feature is not null)
  and a.code not in (select code from area_drafts)
  and b.code not in (select code from area_drafts);

insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from, since_edition)
select a.id, greatest(coalesce(last.version, 0), coalesce(a.withdrawn_version, 0)) + 1, p.id, d.level, d.name, d.grid_type, d.time_zone, d.geom,
  case when last.version is null then $1::timestamptz else $2::timestamptz end,
  -- No answer tells of an area that was not on record.
  case when last.version is null then 0 else (select edition + 1 from rollup_clock for update) end
from area_drafts d
join areas a on a.code = d.code
left join areas p on p.code = d.parent
left join (select area_id, max(version) as version from area_versions group by area_id) last
  on last.area_id = a.id
where d.state <> 'unchanged'
-- Only an area made from its children may begin and change at one moment.
on conflict (area_id, valid_from) do update set geom = excluded.geom;

insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from, since_edition)
select a.id, greatest(coalesce(last.version, 0), coalesce(a.withdrawn_version, 0)) + 1, p.id, d.level, d.name, d.grid_type, d.time_zone, d.geom,
  case when last.version is null then coalesce(d.begins, $1::timestamptz) else $2::timestamptz end,
  -- No answer tells of an area that was not on record.
  case when last.version is null then 0 else (select edition + 1 from rollup_clock for update) end
from area_drafts d
join areas a on a.code = d.code
left join areas p on p.code = d.parent
left join (select area_id, max(version) as version from area_versions group by area_id) last
  on last.area_id = a.id
where d.state <> 'unchanged'
-- Only an area made from its children may begin and change at one moment.
on conflict (area_id, valid_from) do update set geom = excluded.geom;

insert into areas (code) select distinct code from area_drafts where state = 'created' order by code
on conflict (code) do nothing;

select distinct begins from area_drafts where begins < $1;

update area_versions set valid_to = $1
where area_id in (select a.id from area_drafts d join areas a on a.code = d.code where d.state = 'changed') and valid_from < $2 and (valid_to is null or valid_to > $3)
returning area_id;

update area_versions set valid_to = $1
where area_id in (select area_id from area_closing) and valid_from < $2 and (valid_to is null or valid_to > $3)
returning area_id;

with changed as (select code, parent from area_drafts where state <> 'unchanged')
select code, false as top from changed where code not in (
  select a.code from areas a where not exists (select from area_versions v where v.area_id = a.id))
union
select parent, false from changed where parent not in (select code from changed)
union
select code, true from changed where parent is null
union
select a.code, false from area_closing c join areas a on a.id = c.area_id
order by code;

-- server/db/areas/import-touched.ts

insert into "rollup_jobs" ("grid_id", "day", due_at)
    select distinct "grid_id", "day", $1::timestamptz from (select r.grid_id, r.day
from day_rollups r where r.superseded is null
  and r.day >= ($2::timestamptz at time zone area_time_zone(r.grid_id, $3))::date and r.grid_id in (select id from (
select distinct s.id, m.closing
from (
  select a.id, false as closing from area_drafts d join areas a on a.code = d.code
    join areas_at($4::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
  where d.state = 'changed' and not (
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom))
  union all select area_id, true from area_closing
) m cross join lateral area_subtree(m.id, $5::timestamptz, 'infinity') s (id)) g)) as k ("grid_id", "day") order by "grid_id", "day"
    on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
    select distinct "officer_id", "patrol_id", $1::timestamptz from (select p.officer_id, p.id
from patrols p where p.end_time is not null and p.start_time >= $2 and p.grid_id in (select id from (
select distinct s.id, m.closing
from (
  select a.id, false as closing from area_drafts d join areas a on a.code = d.code
    join areas_at($3::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
  where d.state = 'changed' and not (
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom))
  union all select area_id, true from area_closing
) m cross join lateral area_subtree(m.id, $4::timestamptz, 'infinity') s (id)) g)) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
    on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
    select distinct "officer_id", "patrol_id", $1::timestamptz from (select p.officer_id, p.id from patrols p where p.start_time >= $2 and p.end_time is not null and p.grid_id in (select id from (
select distinct s.id, m.closing
from (
  select a.id, false as closing from area_drafts d join areas a on a.code = d.code
    join areas_at($3::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
  where d.state = 'changed' and not (
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom))
  union all select area_id, true from area_closing
) m cross join lateral area_subtree(m.id, $4::timestamptz, 'infinity') s (id)) g)) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
    on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

with g as (
select distinct s.id, m.closing
from (
  select a.id, false as closing from area_drafts d join areas a on a.code = d.code
    join areas_at($1::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
  where d.state = 'changed' and not (
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom))
  union all select area_id, true from area_closing
) m cross join lateral area_subtree(m.id, $2::timestamptz, 'infinity') s (id))
  select (select count(*)
from patrols p where p.end_time is not null and p.start_time >= $3 and p.grid_id in (select id from g))::int as patrols,
    (select count(*)
from day_rollups r where r.superseded is null
  and r.day >= ($4::timestamptz at time zone area_time_zone(r.grid_id, $5))::date and r.grid_id in (select id from g))::int as days,
    array(select distinct a.code from g join areas a on a.id = g.id where g.closing and exists (
      select
from patrols p where p.end_time is not null and p.start_time >= $6 and p.grid_id = g.id) order by 1) as ended;

with g as (
select distinct s.id, m.closing
from (
  select a.id, false as closing from area_drafts d join areas a on a.code = d.code
    join areas_at($1::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
  where d.state = 'changed' and not (
(p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
and ST_AsBinary(v.geom) = ST_AsBinary(d.geom))
  union all select area_id, true from area_closing
) m cross join lateral area_subtree(m.id, $2::timestamptz, 'infinity') s (id))
  select (select count(*) from patrols p where p.start_time >= $3 and p.end_time is not null and p.grid_id in (select id from g))::int as patrols,
    (select count(*)
from day_rollups r where r.superseded is null
  and r.day >= ($4::timestamptz at time zone area_time_zone(r.grid_id, $5))::date and r.grid_id in (select id from g))::int as days,
    array(select distinct a.code from g join areas a on a.id = g.id where g.closing and exists (
      select from patrols p where p.start_time >= $6 and p.grid_id = g.id) order by 1) as ended;

-- server/db/areas/local-day.ts

select ($1::timestamptz at time zone area_time_zone($2::bigint, $3::timestamptz))::date::text as day;

select round(date_part('epoch', d.at at time zone area_time_zone(d.area, d.at at time zone 'UTC')) * 1000) as at
from (select $1::date + $2::int * interval '1 day' as at, $3::bigint as area) d;

-- server/db/areas/top-area.ts

insert into area_versions (area_id, version, level, name, time_zone, geom, valid_from)
values ($1, 1, $2, $3, $4, ST_GeomFromText('MULTIPOLYGON EMPTY', 4326),
  $5);

insert into areas (code) select $1 where not exists (select from areas) returning id;

select area_id as id from areas_at($1::timestamptz) where parent_id is null order by area_id limit 1;

select id from areas where code = $1;

-- server/http/areas/area-of.ts

select "id" from "areas" where "code" = $1;

-- server/services/areas/import-areas.ts

drop table area_drafts, area_closing;

lock table area_versions in share row exclusive mode;

select count(*) filter (where state = 'created')::int as created,
  count(*) filter (where state = 'changed')::int as changed,
  count(*) filter (where state = 'unchanged')::int as unchanged
from area_drafts;

select count(*)::int as closed from area_closing;
