-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/norms/norm-trial.ts

delete from norm_versions where norm_id = $1;

insert into norm_versions (norm_id, version, rules, valid_from)
values ($1, $2, $3::jsonb, '-infinity');

insert into norms (area_id, grid_type, officer_category, name)
select id, $1, $2, $3 from areas where code = $4
returning id;

select n.id from norms n join areas a on a.id = n.area_id
where a.code = $1 and n.grid_type is not distinct from $2::text
  and n.officer_category is not distinct from $3::text;

with grids as (
  select distinct v.area_id as id from area_versions v
  where v.level = 'grid' and v.area_id in (
    select area_subtree($1::bigint, $2::timestamptz - interval '1 day', $3::timestamptz + interval '1 day'))
)
select g.id as "gridId", d.day::date::text as day
from grids g cross join generate_series($4::timestamp, $5::timestamp - interval '1 day', interval '1 day') as d (day)
order by g.id, d.day;

-- server/db/norms/norms.ts

select n.id, v.version, a.code as area, n.area_id as "areaId", n.grid_type as "gridType",
n.officer_category as "officerCategory", n.name, v.rules, to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(v.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to",
v.published_by as "publishedBy", to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
  from norm_for($1::bigint, $2::text, $3::timestamptz) v
  join norms n on n.id = v.norm_id join areas a on a.id = n.area_id;

with recursive above as (
    select $1::bigint as id
    union
    select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
  )
  select n.id, v.version, a.code as area, n.area_id as "areaId", n.grid_type as "gridType",
n.officer_category as "officerCategory", n.name, v.rules, to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(v.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to",
v.published_by as "publishedBy", to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
  from norms n join norm_versions v on v.norm_id = n.id join areas a on a.id = n.area_id
  where n.area_id in (select id from above)
    or n.area_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))
  order by a.code, n.grid_type nulls first, n.officer_category nulls first, n.id, v.version desc;

-- server/db/norms/provision-norms.ts

insert into norm_versions (norm_id, version, rules, valid_from, published_by, published_at)
values ($1, $2, $3::jsonb, $4, $5, now());

insert into norms (area_id, grid_type, officer_category, name)
select id, $1, $2, $3
from areas where code = $4
returning id;

select n.id, n.name, v.version, v.valid_from, v.rules = $1::jsonb as same
from norms n join areas a on a.id = n.area_id join norm_versions v on v.norm_id = n.id
where a.code = $2
  and n.grid_type is not distinct from $3::text
  and n.officer_category is not distinct from $4::text
order by v.version desc limit 1;

update norm_versions set valid_to = $1 where norm_id = $2 and version = $3;

update norms set name = $1 where id = $2;

with grids as (
  select distinct v.area_id as id from area_versions v
  where v.level = 'grid' and v.area_id in (
      select area_subtree(a.id, $1::timestamptz, 'infinity') from areas a where a.code = $2)
    and ($3::text is null or v.grid_type = $4)
    and (v.valid_to is null or v.valid_to > $5)
), people as (
  select id from officers where $6::text is null
    or category = $7
)
select where exists (
    select from patrols p join verdicts v on v.officer_id = p.officer_id and v.patrol_id = p.id
    where p.start_time >= $8 and p.grid_id in (select id from grids) and p.officer_id in (select id from people))
  or exists (
    -- A day is judged by what holds at its noon.
    select from day_rollups r
    where r.superseded is null and r.grid_id in (select id from grids) and r.officer_id in (select id from people)
      and r.day >= $9::date - 1
      and (r.day + interval '12 hours') at time zone area_time_zone(r.grid_id, $10) >= $11);

-- server/db/norms/withdraw-norm.ts

delete from norm_versions v using norms n join areas a on a.id = n.area_id
where v.norm_id = n.id and a.code = $1
  and n.grid_type is not distinct from $2::text
  and n.officer_category is not distinct from $3::text
  and v.version = $4 and v.valid_to is null and v.valid_from > $5
returning n.id;
