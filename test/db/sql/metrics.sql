-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/http/metrics/scoring.ts

select id, area_time_zone(id, $1::timestamptz) as "timeZone" from areas where code = $2;

-- server/services/metrics/effort.ts

with grids as (
  select a.area_id, n.code, a.name, ST_Area(a.geom::geography) / 1e6 as area_km2,
    $1::timestamp at time zone a.time_zone as since, $2::timestamp at time zone a.time_zone as until
  from areas_at($3::timestamp at time zone 'UTC') a join areas n on n.id = a.area_id
  where a.level = 'grid' and a.area_id in (
    select area_subtree($4::bigint, $5::timestamp at time zone 'UTC', $6::timestamp at time zone 'UTC'))
)
select g.area_id as "gridId", g.code, g.name, g.area_km2 as "areaKm2", count(i.id) filter (where i.found_by = 'reported')::int as reported,
  count(i.id) filter (where i.found_by = 'detected')::int as detected
from grids g
left join incidents i on i.grid_id = g.area_id and i.occurred_from >= g.since and i.occurred_from < g.until
group by 1, 2, 3, 4 order by 2;

-- server/services/metrics/final-periods.ts

select day::text, sum(verdicts)::int as verdicts, sum(days)::int as days, sum(contests)::int as contests from (
  select (p.start_time at time zone $1)::date as day, 1 as verdicts, 0 as days, 0 as contests
  from verdict_jobs j join patrols p on p.officer_id = j.officer_id and p.id = j.patrol_id
  where p.grid_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz)) and p.start_time >= $4::timestamptz
  union all
  select j.day, 0, 1, 0 from rollup_jobs j where j.grid_id in (select area_subtree($5::bigint, '-infinity', $6::timestamptz)) and j.day >= $7::date
  union all
  select (p.start_time at time zone $8)::date, 0, 0, 1
  from contests c join patrols p on p.officer_id = c.officer_id and p.id = c.patrol_id
  where c.decision is null and p.grid_id in (select area_subtree($9::bigint, '-infinity', $10::timestamptz)) and p.start_time >= $11::timestamptz
) w group by day order by day;

with recursive above as (
  select $1::bigint as area_id
  union
  select v.parent_id from above join areas_at($2) v on v.area_id = above.area_id where v.parent_id is not null
), norms_here as (
  select n.id, n.area_id in (select area_id from above) and n.grid_type is null and n.officer_category is null as for_all
  from norms n where n.area_id in (select area_id from above)
    or n.area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz))
)
select a.code, v.level, v.time_zone as "timeZone",
  coalesce((
    select (min(greatest(o.valid_from, h.valid_from)) at time zone v.time_zone)::date::text
    from officer_assignments o join handheld_assignments h on h.officer_id = o.officer_id
      and o.valid_from < coalesce(h.valid_to, 'infinity') and h.valid_from < coalesce(o.valid_to, 'infinity')
    where o.area_id in (select area_subtree(a.id, '-infinity', $5::timestamptz))
  ), $6) as "firstDay",
  greatest(
    (select max((nv.rules ->> 'lateUploadHours')::float8) from norm_versions nv
      where nv.norm_id in (select id from norms_here) and nv.valid_from <= $7),
    case when not exists (select from norms_here where for_all) then $8::float8 end
  ) as "lateUploadH"
from areas a
join lateral (select level, time_zone from area_versions where area_id = a.id order by version desc limit 1) v on true
where a.id = $9;

-- server/services/metrics/scoring-schemes.ts

delete from scoring_scheme_versions v using scoring_schemes s
where v.scheme_id = s.id and s.code = $1 and s.area_id = $2
  and v.version = $3 and v.valid_to is null and v.valid_from > $4::date
returning s.id;

insert into scoring_scheme_versions (scheme_id, version, name_zh, name_en, rules, valid_from, published_by, published_at)
values ($1, $2, $3, $4, $5::jsonb, $6::date, $7, now());

insert into scoring_schemes (code, area_id) values ($1, $2)
on conflict (code) do nothing;

select id, area_id as "areaId" from scoring_schemes where code = $1 for update;

select s.id, s.code, a.code as area, s.area_id as "areaId", v.version,
  json_build_object('zh', v.name_zh, 'en', v.name_en) as name, v.rules, v.valid_from::text as "from", v.valid_to::text as "to",
  v.published_by as "publishedBy", to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
from scoring_schemes s join scoring_scheme_versions v on v.scheme_id = s.id join areas a on a.id = s.area_id where s.code = $1 order by v.version;

select version, valid_from::text as "from",
  rules = $1::jsonb and name_zh = $2 and name_en = $3 as same
from scoring_scheme_versions where scheme_id = $4 order by version desc limit 1;

update scoring_scheme_versions set valid_to = $1::date
where scheme_id = $2 and version = $3;

with recursive above as (
    select $1::bigint as id
    union
    select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
  )
select s.id, s.code, a.code as area, s.area_id as "areaId", v.version,
  json_build_object('zh', v.name_zh, 'en', v.name_en) as name, v.rules, v.valid_from::text as "from", v.valid_to::text as "to",
  v.published_by as "publishedBy", to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
from scoring_schemes s join scoring_scheme_versions v on v.scheme_id = s.id join areas a on a.id = s.area_id
  where s.area_id in (select id from above)
    or s.area_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))
  order by s.code, v.version desc;
