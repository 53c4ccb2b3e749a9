-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/incidents/categories.ts

select code from incident_categories where parent_code = $1 order by code;

select code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn", points,
to_char(retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "retiredAt", merged_into as "mergedInto", opens_case as "opensCase" from incident_categories order by code;

select code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn", points,
to_char(retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "retiredAt", merged_into as "mergedInto", opens_case as "opensCase" from incident_categories where code = any($1::text[]);

update incident_categories c set parent_code = o."parentCode", name_zh = o."nameZh", name_en = o."nameEn", points = o.points,
  retired_at = o."retiredAt", merged_into = o."mergedInto", opens_case = o."opensCase"
from json_to_recordset($1::json)
  as o (code text, "parentCode" text, "nameZh" text, "nameEn" text, points float8, "retiredAt" timestamptz, "mergedInto" text, "opensCase" boolean)
where c.code = o.code returning c.code;

update incident_categories set name_zh = coalesce($1, name_zh),
    name_en = coalesce($2, name_en), points = coalesce($3::float8, points),
    opens_case = coalesce($4::boolean, opens_case),
    retired_at = case $5::boolean when true then coalesce(retired_at, now()) when false then null
      else retired_at end,
    merged_into = case $6::boolean when false then null else merged_into end
  where code = $7 returning code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn", points,
to_char(retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "retiredAt", merged_into as "mergedInto", opens_case as "opensCase";

update incident_categories set retired_at = coalesce(retired_at, now()), merged_into = $1
where code = $2;

-- server/db/incidents/department-figures.ts

select code from areas where code = any($1::text[])
and id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))
and exists (select from area_versions v where v.area_id = areas.id and v.level = 'grid');

select count(*)::int as count from matters m where m.source is not null and m.superseded is null and m.day >= $1::date and m.day < $2::date
and m.grid_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz));

select substr(incident_id, $1) as id from matters where superseded is null and incident_id = any($2::text[])
and grid_id not in (select area_subtree($3::bigint, '-infinity', $4::timestamptz));

select substr(m.incident_id, $1) as id, m.source as department, a.code as grid, m.day::text, m.kinds[1] as kind, m.count
from matters m join areas a on a.id = m.grid_id
where m.source is not null and m.edition <= $2 and (m.superseded is null or m.superseded > $3) and m.day >= $4::date and m.day < $5::date
  and m.grid_id in (select area_subtree($6::bigint, '-infinity', $7::timestamptz))
order by m.day, a.code, m.incident_id limit $8 offset $9;

-- server/db/incidents/find-incidents.ts

select id from (
  select id, occurred_from from incidents where id = $1
  union
  (select id, occurred_from from incidents
    where occurred_from >= $2 and occurred_from < $3
      and (id like $4 or category = any($5::text[]))
      and grid_id in (select area_subtree($6::bigint, $7::timestamptz, $8::timestamptz))
    order by occurred_from desc, id limit $9)
) found order by occurred_from desc, id limit $10;

-- server/db/incidents/found.ts

delete from incident_photos where received_at < $1 returning id;

delete from incident_texts where received_at < $1;

insert into incident_photos (incident_id, id, handheld_id, image, received_at)
values ($1, $2, $3, $4, $5) on conflict do nothing;

insert into incident_texts (incident_id, handheld_id, text, received_at)
values ($1, $2, $3, $4)
on conflict (incident_id) do update set text = excluded.text;

select (select text from incident_texts where incident_id = $1) as text,
array(select id from incident_photos where incident_id = $2 order by received_at, id) as photos;

select exists (select from incidents where id = $1)
    or exists (select from orphan_incidents where handheld_id = $2 and id = $3) as known,
  count(*)::int as count, coalesce(bool_or(id = $4), false) as has
from incident_photos where incident_id = $5;

select image from incident_photos where incident_id = $1 and id = $2;

select incident_id as id, text from incident_texts where incident_id = any($1::text[]);

-- server/db/incidents/incident-columns.ts

with found as materialized (
  select id, category, severity, found_by, position, occurred_from, grid_id from incidents
  where occurred_from >= $1 and occurred_from < $2
    and grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  order by occurred_from desc, id limit $6
), codes as (
  select category, (row_number() over (order by category))::int - 1 as n from found group by category
)
select (select coalesce(json_agg(category order by n), '[]') from codes) as categories,
  coalesce(json_agg(id order by occurred_from desc, id), '[]') as id,
  coalesce(json_agg(floor(extract(epoch from occurred_from - $7::timestamptz))::float8 order by occurred_from desc, id), '[]') as seconds,
  coalesce(json_agg(n order by occurred_from desc, id), '[]') as category,
  coalesce(json_agg(array_position(array['minor', 'moderate', 'serious', 'severe'], severity) - 1 order by occurred_from desc, id), '[]') as severity,
  coalesce(json_agg((found_by = 'detected')::int order by occurred_from desc, id), '[]') as detected,
  coalesce(json_agg(round(ST_X(position) * 1e6)::int order by occurred_from desc, id), '[]') as "lngE6",
  coalesce(json_agg(round(ST_Y(position) * 1e6)::int order by occurred_from desc, id), '[]') as "latE6",
  coalesce(json_agg(grid_id order by occurred_from desc, id), '[]') as "gridId"
from found join codes using (category);

-- server/db/incidents/incident-records.ts

select id from incidents where reported_by like 'handheld:%' and reported_by = any($1::text[])
union
select incident_id from incident_versions where version = 1 and reported_by like 'handheld:%'
  and reported_by = any($2::text[]);

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), matters_now as (
      select $1 || o.id as id, a.id as grid_id, o.day, 'department' as found_by, p.kinds, c.points,
        null::bigint as finder_id, o.count, o.department as source
      from json_to_recordset($2::json) as o (id text, department text, grid text, day date, kind text, count int)
      join areas a on a.code = o.grid
      join incident_categories c on c.code = o.kind
      join path p on p.code = o.kind and p.parent_code is null
      where o.count > 0
    )
  insert into matters (incident_id, edition, grid_id, day, found_by, kinds, finder_id, count, source, points)
  select n.id, $3::bigint, n.grid_id, n.day, n.found_by, n.kinds, n.finder_id, n.count, n.source, n.points
  from matters_now n
  left join matters m on m.incident_id = n.id and m.superseded is null
  where m.incident_id is null
  returning 1;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), matters_now as (
      select $1 || o.id as id, a.id as grid_id, o.day, 'department' as found_by, p.kinds, c.points,
        null::bigint as finder_id, o.count, o.department as source
      from json_to_recordset($2::json) as o (id text, department text, grid text, day date, kind text, count int)
      join areas a on a.code = o.grid
      join incident_categories c on c.code = o.kind
      join path p on p.code = o.kind and p.parent_code is null
      where o.count > 0
    )
  update matters m set superseded = $3
  where m.incident_id = any($4::text[]) and m.superseded is null
    and not exists (select from matters_now n where n.id = m.incident_id
      and (n.grid_id, n.day, n.found_by, n.kinds, n.finder_id, n.count, n.source) is not distinct from (m.grid_id, m.day, m.found_by, m.kinds, m.finder_id, m.count, m.source))
  returning 1;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), matters_now as (
  select i.id, i.grid_id, (i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::date as day,
    i.found_by, p.kinds, c.points, f.officer_id as finder_id, 1 as count, null::text as source
  from incidents i
  join incident_categories c on c.code = i.category
  join path p on p.code = i.category and p.parent_code is null
  cross join lateral (select coalesce(
(select v.reported_by from incident_versions v where v.incident_id = i.id and v.version = 1), i.reported_by) as first) by
  left join lateral (
    select a.officer_id from handhelds h join handheld_assignments a on a.handheld_id = h.id
      and a.valid_from <= i.occurred_to and (a.valid_to is null or i.occurred_to < a.valid_to)
    where h.code = substr(by.first, 10) and by.first like 'handheld:%'
  ) f on true
  where i.id = any($1::text[]) and i.grid_id is not null
)
  insert into matters (incident_id, edition, grid_id, day, found_by, kinds, finder_id, count, source, points)
  select n.id, $2::bigint, n.grid_id, n.day, n.found_by, n.kinds, n.finder_id, n.count, n.source, n.points
  from matters_now n
  left join matters m on m.incident_id = n.id and m.superseded is null
  where m.incident_id is null
  returning 1;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), matters_now as (
  select i.id, i.grid_id, (i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::date as day,
    i.found_by, p.kinds, c.points, f.officer_id as finder_id, 1 as count, null::text as source
  from incidents i
  join incident_categories c on c.code = i.category
  join path p on p.code = i.category and p.parent_code is null
  cross join lateral (select coalesce(
(select v.reported_by from incident_versions v where v.incident_id = i.id and v.version = 1), i.reported_by) as first) by
  left join lateral (
    select a.officer_id from handhelds h join handheld_assignments a on a.handheld_id = h.id
      and a.valid_from <= i.occurred_to and (a.valid_to is null or i.occurred_to < a.valid_to)
    where h.code = substr(by.first, 10) and by.first like 'handheld:%'
  ) f on true
  where i.id = any($1::text[]) and i.grid_id is not null
)
  update matters m set superseded = $2
  where m.incident_id = any($3::text[]) and m.superseded is null
    and not exists (select from matters_now n where n.id = m.incident_id
      and (n.grid_id, n.day, n.found_by, n.kinds, n.finder_id, n.count, n.source) is not distinct from (m.grid_id, m.day, m.found_by, m.kinds, m.finder_id, m.count, m.source))
  returning 1;

-- server/db/incidents/incidents.ts

select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId" from incidents
  where id = any($1::text[])
    and grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  order by occurred_from desc, id;

select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId" from incidents
  where occurred_from >= $1 and occurred_from < $2
    and grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  order by occurred_from desc, id limit $6;

select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId" from incidents i
  where occurred_from >= $1 and occurred_from < $2
    and grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
    and exists (
      select from handheld_assignments a join handhelds h on h.id = a.handheld_id
      where a.officer_id = $6 and coalesce(
(select v.reported_by from incident_versions v where v.incident_id = i.id and v.version = 1), i.reported_by) = 'handheld:' || h.code
        and a.valid_from <= i.occurred_to and (a.valid_to is null or i.occurred_to < a.valid_to))
  order by occurred_from desc, id limit $7;

select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId" from incidents where id = any($1::text[]) order by id;

select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId", version, revision, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt", reported_by as "reportedBy" from incidents where id = $1 and ($2::bigint is null or exists (
  select from area_versions v where v.area_id = $3::bigint and ST_Covers(v.geom, position)));

select incident_id as id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", grid_id as "gridId", version, revision, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt", reported_by as "reportedBy", withdrawn, comment from incident_versions
  where incident_id = $1 and ($2::bigint is null or exists (
  select from area_versions v where v.area_id = $3::bigint and ST_Covers(v.geom, position))) order by version desc;

-- server/db/incidents/orphan-incidents.ts

delete from orphan_incidents
where handheld_id = $1 and id = $2 and body = $3::jsonb;

delete from orphan_incidents where receive_time < $1 returning id;

insert into orphan_incidents (handheld_id, id, at, receive_time, body)
values ($1, $2, $3, $4, $5::jsonb)
on conflict (handheld_id, id) do update set at = excluded.at, receive_time = excluded.receive_time,
  body = excluded.body;

select o.handheld_id as "handheldId", h.code, h.datum, o.body as incident
  from orphan_incidents o join handhelds h on h.id = o.handheld_id
  where exists (
select from handheld_assignments ha where ha.handheld_id = o.handheld_id
  and ha.valid_from <= o.at and (ha.valid_to is null or o.at < ha.valid_to)
  and
coalesce((
  select oa.area_id from officer_assignments oa where oa.officer_id = ha.officer_id and
oa.valid_from <= o.at and (oa.valid_to is null or o.at < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= o.at and (v.valid_to is null or o.at < v.valid_to))
  order by oa.valid_from desc limit 1
), (
  select oa.area_id from officer_leave l join officer_assignments oa on oa.officer_id = l.officer_id,
    lateral (select area_time_zone(oa.area_id, o.at) as zone) z
  where l.substitute_id = ha.officer_id and
oa.valid_from <= o.at and (oa.valid_to is null or o.at < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= o.at and (v.valid_to is null or o.at < v.valid_to))
    and l.first_day::timestamp at time zone z.zone <= o.at and o.at < (l.last_day + interval '36 hours') at time zone z.zone
  order by l.first_day desc, oa.area_id limit 1
)) is not null)
  order by o.receive_time, o.handheld_id, o.id limit $1;

-- server/services/incidents/merge-categories.ts

with kept as (
      insert into incident_versions (incident_id, version, withdrawn, category, severity, found_by, position, occurred_from, occurred_to, grid_id,
revision, received_at, reported_by, comment)
      select e.id, e.version, false, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
e.revision, e.received_at, e.reported_by, null from incidents e where e.category = $1
    )
    update incidents set category = $2, version = version + 1, received_at = now(), reported_by = $3
    where category = $4
    returning id, grid_id as "gridId", (occurred_to at time zone 'UTC')::date::text as day;

-- server/services/incidents/store-incidents.ts

insert into risk_days (day) select * from unnest($1::date[])
on conflict (day) do update set version = risk_days.version + 1;

select pg_advisory_xact_lock($1);

with offered as (
    select * from json_to_recordset($1::json) as w (id text, revision int, comment text)
  ), gone as (
    select distinct on (v.incident_id) v.* from incident_versions v
    where v.incident_id = any($2::text[])
    order by v.incident_id, v.version desc
  ), judged as (
    select o.id, o.comment, greatest(o.revision, e.revision) as revision, e.occurred_to as was, e.grid_id,
      case
        when e.id is null and g.incident_id is not null then null
        when e.id is null then 'unknown-incident'
        when $3::bigint is not null and not exists (
select from area_versions v
where ST_Covers(v.geom, e.position) and ($4::bigint is null or v.area_id = $5::bigint)) then 'unknown-incident'
        when o.revision < e.revision then 'outdated'
      end as refused,
      case when e.id is null then 'duplicate' else 'withdrawn' end as outcome
    from offered o left join incidents e on e.id = o.id left join gone g on g.incident_id = o.id
  ), kept as (
    insert into incident_versions (incident_id, version, withdrawn, category, severity, found_by, position, occurred_from, occurred_to, grid_id,
revision, received_at, reported_by, comment)
    select e.id, e.version, false, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
e.revision, e.received_at, e.reported_by, null from incidents e join judged j on j.id = e.id where j.refused is null
    union all
    select e.id, e.version + 1, true, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
      j.revision, now(), $6, j.comment
    from incidents e join judged j on j.id = e.id where j.refused is null
    union all
    -- It is gone already, yet what this revision outdates must not bring it back.
    select g.incident_id, g.version + 1, true, g.category, g.severity, g.found_by, g.position, g.occurred_from, g.occurred_to,
      g.grid_id, j.revision, now(), $7, j.comment
    from gone g join judged j on j.id = g.incident_id where j.outcome = 'duplicate' and j.revision > g.revision
  ), taken as (
    delete from incidents where id in (select id from judged where refused is null)
  )
  select id, outcome, refused, null as "gridId", grid_id as "formerGridId",
    array_remove(array[(was at time zone 'UTC')::date::text], null) as days
  from judged;

with offered as (
    select i.id, i.category, i.severity, i."foundBy", i.cell, i."from", i."to", coalesce(i.revision, 0) as revision,
      coalesce(i.correction, false) as correction, ST_SetSRID(ST_MakePoint(i.lng, i.lat), 4326) as position
    from json_to_recordset($1::json) as i (id text, category text, severity text, "foundBy" text, lng float8, lat float8,
      cell int8, "from" timestamptz, "to" timestamptz, revision int, correction boolean)
  ), placed as (
    select o.*, (
      -- A place on a border lies in both grids; the older one has it.
      select v.area_id from area_versions v
      where v.level = 'grid' and v.valid_from <= o."from" and (v.valid_to is null or o."from" < v.valid_to)
        and ST_Covers(v.geom, o.position)
      order by v.area_id limit 1) as grid_id
    from offered o
  ), gone as (
    select distinct on (v.incident_id) v.* from incident_versions v
    where v.incident_id = any($2::text[])
    order by v.incident_id, v.version desc
  ), known as (
    select p.*, e.occurred_to as was, e.grid_id as former_grid_id, e.id is not null as there,
      case when e.id is null then coalesce(g.version, 0) else e.version end + 1 as version,
      case when e.id is null then g.withdrawn and p.revision <= g.revision end as withdrawn,
      e.revision > p.revision as outdated,
      $3::bigint is null or e.id is null or exists (
select from area_versions v
where ST_Covers(v.geom, e.position) and ($4::bigint is null or v.area_id = $5::bigint)) as mine,
      (e.category, e.severity, e.found_by, e.cell, e.occurred_from, e.occurred_to, e.revision)
          = (p.category, p.severity, p."foundBy", p.cell, p."from", p."to", p.revision)
        and ST_AsBinary(e.position) = ST_AsBinary(p.position) as same
    from placed p left join incidents e on e.id = p.id left join gone g on g.incident_id = p.id
  ), judged as (
    select k.*, case
      when not there and correction and withdrawn is null then 'unknown-incident'
      when withdrawn then 'withdrawn'
      when not mine then 'outside-area'
      when outdated then 'outdated'
      when (grid_id is null or $6::bigint is not null) and not exists (
select from area_versions v
where ST_Covers(v.geom, k.position) and ($7::bigint is null or v.area_id = $8::bigint)) then 'outside-area'
      end as refused,
      case when not there then 'stored' when same then 'duplicate' else 'updated' end as outcome
    from known k
  ), kept as (
    insert into incident_versions (incident_id, version, withdrawn, category, severity, found_by, position, occurred_from, occurred_to, grid_id,
revision, received_at, reported_by, comment)
    select e.id, e.version, false, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
e.revision, e.received_at, e.reported_by, null from incidents e join judged j on j.id = e.id
    where j.refused is null and j.outcome = 'updated'
  ), stored as (
    insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id, version,
      revision, reported_by)
    select id, category, severity, "foundBy", position, cell, "from", "to", grid_id, version, revision, $9
    from judged where refused is null and outcome <> 'duplicate'
    on conflict (id) do update set category = excluded.category, severity = excluded.severity,
      found_by = excluded.found_by, position = excluded.position, cell = excluded.cell,
      occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to, grid_id = excluded.grid_id,
      version = excluded.version, revision = excluded.revision, reported_by = excluded.reported_by, received_at = now()
  )
  select id, case when refused is null then outcome else 'duplicate' end as outcome, refused, grid_id as "gridId",
    former_grid_id as "formerGridId",
    array_remove(array[("to" at time zone 'UTC')::date::text, (was at time zone 'UTC')::date::text], null) as days
  from judged;
