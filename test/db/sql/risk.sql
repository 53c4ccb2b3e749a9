-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/risk/corrections.ts

delete from risk_corrections where n <= $1;

insert into risk_corrections (incident_id) select * from unnest($1::text[]);

select max(n)::float8 as last, coalesce(json_agg(distinct incident_id), '[]') as "incidentIds"
from (select n, incident_id from risk_corrections order by n limit $1) waiting;

with inforce as (
  select f.at, f.n, f.finding from warning_findings f where f.area_id = $1 and f.superseded is null
), naming as (
  select distinct at from inforce where finding -> 'incidentIds' ?| $2::text[]
)
select round(date_part('epoch', i.at) * 1000) as at, json_agg(i.finding order by i.n) as findings
from inforce i join naming using (at) group by i.at order by i.at;

-- server/db/risk/days.ts

select "code", "parent_code" from "incident_categories" order by "code";

select (day - date '1970-01-01')::float8 * $1::float8 as "startMs", version::float8 as version, judged::float8 as judged
from risk_days where day >= ($2::timestamptz at time zone 'UTC')::date order by day;

select count(*)::int as count from incidents
where occurred_to >= $1 and occurred_to < $2
  and grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz));

select date_part('epoch', max(received_at)) * 1000 as at from incidents where severity = 'severe';

select distinct date_part('epoch', at) * 1000 as at from warning_runs
where area_id = $1 and at >= $2;

select json_build_object('endMs', coalesce(array_agg(ends), '{}'), 'cell', coalesce(array_agg(place), '{}'),
  'category', coalesce(array_agg(category), '{}'))::text as page
from (
  select (date_part('epoch', occurred_to) * 1000)::bigint as ends, to_hex(((cell & $1::bigint) | $2::bigint)) as place, category
  from incidents
  where occurred_to >= $3 and occurred_to < $4
    and grid_id in (select area_subtree($5::bigint, $6::timestamptz, $7::timestamptz))
) i;

update risk_days r set judged = greatest(r.judged, d.version)
from unnest($1::date[],
  $2::bigint[]) as d (day, version)
where r.day = d.day;

with now as materialized (select * from areas_at($1::timestamptz))
select area_id as id, time_zone as "timeZone", ST_Area(geom::geography) as "areaM2", ST_AsGeoJSON(geom, 7) as polygon
from now
where not ST_IsEmpty(geom)
  and case when exists (select from now where level = 'district') then level = 'district' else parent_id is null end
order by area_id;

-- server/db/risk/findings.ts

with own as materialized (
    select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
  ), inside as (
    select i.id, i.severity from incidents i
    where occurred_to >= $4 and occurred_to < $5
      and ((cell & $6::bigint) | $7::bigint) = any($8::bigint[])
      and grid_id in (select id from own)
      and ($9::boolean or category = any($10::text[]))
  )
  select coalesce((select json_agg(id order by id) from inside), '[]') as "incidentIds",
    (select count(*) from inside where severity in ('serious', 'severe'))::int as grave,
    coalesce((select a.area_id from areas_at($11::timestamptz) a
      where a.area_id in (select id from own) and ST_Covers(a.geom, (
select ST_Collect(ST_SetSRID(ST_MakePoint(lng, lat), 4326))
from unnest($12::float8[], $13::float8[]) as p (lng, lat)))
      order by ST_Area(a.geom), a.area_id limit 1), $14::bigint)::float8 as "areaId";

with own as materialized (
  select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
), grave as materialized (
  select id, ((cell & $4::bigint) | $5::bigint) as cell, category, grid_id,
    floor(date_part('epoch', $6::timestamptz - occurred_to - interval '1 microsecond') / 86400 / $7::float8) as back
  from incidents
  where severity = 'severe' and occurred_to >= $8 and occurred_to < $9
    and grid_id in (select id from own)
), now as (
  select g.cell, g.category, json_agg(g.id order by g.id) as ids, min(g.grid_id) as grid, count(distinct g.grid_id) as grids,
    min(a.parent_id) as village, count(distinct a.parent_id) as villages
  from grave g left join areas_at($10::timestamptz) a on a.area_id = g.grid_id
  where g.back = 0 group by 1, 2
), cells as (select cell, count(*) as n from grave where back > 0 group by 1),
kinds as (select category, count(*) as n from grave where back > 0 group by 1),
total as (select count(*) as n, count(distinct cell) as places from grave where back > 0),
before as (
  select count, count(*)::int as places
  from (select count(*)::int as count from grave where back > 0 group by cell, category, back) b group by 1
), found as (
  select to_hex(n.cell) as cell, n.category, n.ids as "incidentIds",
    (case when n.grids = 1 then n.grid when n.villages = 1 then n.village else $11::bigint end)::float8 as "areaId",
    (coalesce(k.n, 0) * (coalesce(c.n, 0) + 1) / (t.n + t.places + 1.0) * $12::float8 / $13::float8)::float8 as expected
  from now n cross join total t left join cells c on c.cell = n.cell left join kinds k on k.category = n.category
)
select coalesce((select json_agg(f order by f.cell, f.category) from found f), '[]') as places,
  coalesce((select json_agg(b order by b.count) from before b), '[]') as usual,
  (select date_part('epoch', min(occurred_to)) * 1000 from incidents where occurred_to >= $14) as "knownMs";

-- server/db/risk/forecast-standing.ts

with recursive chain as (
  select a.area_id, a.parent_id, 0 as distance from areas_at($1::timestamptz) a where a.area_id = $2
  union all
  select a.area_id, a.parent_id, c.distance + 1
  from chain c join areas_at($3::timestamptz) a on a.area_id = c.parent_id
)
select c.area_id as "areaId", s.serving, s.stands_down as "standsDown", s.since::text as since
from chain c
left join forecast_standings s on s.area_id = c.area_id and s.number = (
  select max(n.number) from forecast_standings n where n.area_id = c.area_id and n.decided_at <= $4)
where exists (select from forecasts f where f.area_id = c.area_id)
order by s.serving is null, c.distance limit 1;

-- server/db/risk/forecasts.ts

insert into forecast_scored (area_id, day, data_version) values ($1, $2::date, $3)
on conflict (area_id, day) do update set data_version = excluded.data_version;

insert into forecast_scores (area_id, day, method, version, scored_at, incidents, cells, picked, hits, best, log_score)
select $1, $2::date, $3, coalesce(max(version), 0) + 1, $4::timestamptz, $5::int,
  $6::int, $7::int[], $8::int[], $9::int[], $10::float8
from forecast_scores where area_id = $11 and day = $12::date and method = $13
having not coalesce((array_agg(log_score order by version desc))[1] = $14::float8
  and (array_agg(incidents order by version desc))[1] = $15::int, false);

insert into forecast_standings (area_id, number, decided_at, serving, stands_down, since, judged)
select $1, coalesce(max(number), 0) + 1, $2::timestamptz, $3, $4::boolean,
  $5::date, $6::date
from forecast_standings where area_id = $7
having coalesce((array_agg(serving order by number desc))[1], '') <> $8;

insert into forecast_values (area_id, day, method, parameters, expected)
values ($1, $2::date, $3, $4::jsonb, $5);

insert into forecasts (area_id, day, made_at, from_at, to_at, serving, resolution, cells)
values ($1, $2::date, $3, $4, $5, $6, $7, $8)
on conflict do nothing returning 1;

select area_id as id, time_zone as "timeZone", ST_Area(geom::geography) as "areaM2", ST_AsGeoJSON(geom, 7) as polygon
from areas_at($1::timestamptz)
where not ST_IsEmpty(geom) and (level in ('city', 'district', 'town') or parent_id is null)
order by area_id;

select date_part('epoch', from_at) * 1000 as "fromMs", date_part('epoch', to_at) * 1000 as "toMs", resolution, cells
from forecasts where area_id = $1 and day = $2::date;

select distinct on (day, method) day::text as day, method, incidents, cells, picked, hits, best, log_score as "logScore"
from forecast_scores where area_id = $1 and day >= $2::date
order by day, method, version desc;

select f.area_id as "areaId", f.day::text as day, v.version::float8 as "dataVersion"
from forecasts f
left join forecast_scored s on s.area_id = f.area_id and s.day = f.day
cross join lateral (
  select coalesce(sum(r.version), 0) as version from risk_days r
  where r.day between (f.from_at at time zone 'UTC')::date and (f.to_at at time zone 'UTC')::date
) v
where f.to_at <= $1 and s.data_version is distinct from v.version
order by f.day, f.area_id limit $2;

select from forecasts where area_id = $1 and day = $2::date;

select method, parameters, expected from forecast_values
where area_id = $1 and day = $2::date order by method;

select name from areas_at($1::timestamptz) where area_id = $2;

select to_hex(((cell & $1::bigint) | $2::bigint)) as cell, count(*)::int as count from incidents
where occurred_to >= $3 and occurred_to < $4
  and grid_id in (select area_subtree($5::bigint, $6::timestamptz, $7::timestamptz))
group by 1 order by 1;

-- server/db/risk/thresholds.ts

delete from warning_thresholds t using areas a
where t.area_id = a.id and a.code = $1 and t.version = $2
  and t.valid_to is null and t.valid_from > $3
returning a.id;

insert into warning_thresholds (area_id, version, thresholds, valid_from, published_by)
values ($1, $2, $3::jsonb, $4, $5);

select a.id, coalesce(t.version, 0) as version, to_char(t.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as starts,
  coalesce(t.valid_from >= $1, false) as later, t.thresholds = $2::jsonb as same
from (select id from areas where code = $3 for update) a
left join lateral (
  select * from warning_thresholds where area_id = a.id order by version desc limit 1) t on true;

update warning_thresholds set valid_to = $1 where area_id = $2 and version = $3;

update warning_thresholds set valid_to = null where area_id = $1 and version = $2;

with recursive above as (
  select $1::bigint as id
  union
  select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
)
select a.code as area, t.area_id as "areaId", t.version, t.thresholds, to_char(t.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(t.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to",
  t.published_by as "publishedBy", to_char(t.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
from warning_thresholds t join areas a on a.id = t.area_id
where t.area_id in (select id from above)
  or t.area_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))
order by a.code, t.version desc;

with recursive chain as (
  select $1::bigint as area_id, 0 as distance
  union all
  select a.parent_id, chain.distance + 1
  from chain join areas_at($2::timestamptz) a on a.area_id = chain.area_id where a.parent_id is not null
)
select t.thresholds from chain join warning_thresholds t on t.area_id = chain.area_id
  and t.valid_from <= $3 and (t.valid_to is null or $4 < t.valid_to)
order by chain.distance limit 1;

-- server/services/risk/area-risk.ts

select ST_AsGeoJSON(geom, 7)::json as geom, ST_Area(geom::geography) as "areaM2", time_zone as "timeZone"
from areas_at($1::timestamptz) where area_id = $2;

with near as materialized (
  select cell, 1::float8 as weight,
    occurred_from + (occurred_to - occurred_from) / 2 as middle
  from incidents
  where position && ST_MakeEnvelope($1, $2, $3,
      $4, 4326)
    and occurred_to <= $5 and occurred_to > $6::timestamptz
), by_cell as (
  select ((cell & $7::bigint) | $8::bigint) as cell, sum(weight) as weight from near group by 1
), by_hour as (
  select (date_part('isodow', l.t) - 1) * 24 + date_part('hour', l.t) as hour, count(*)::int as count
  from near cross join lateral (select middle at time zone $9 as t) l where $10::boolean group by 1
)
select coalesce((select json_agg(to_hex(cell) order by cell) from by_cell), '[]') as cells,
  coalesce((select json_agg(weight order by cell) from by_cell), '[]') as weights,
  coalesce((select json_agg(hour order by hour) from by_hour), '[]') as hours,
  coalesce((select json_agg(count order by hour) from by_hour), '[]') as counts,
  (select date_part('epoch', min(occurred_from)) * 1000 from incidents) as "firstMs";

with near as materialized (
  select cell, power(2, -date_part('epoch', $1::timestamptz - occurred_to) / 86400 / $2::float8) as weight,
    occurred_from + (occurred_to - occurred_from) / 2 as middle
  from incidents
  where position && ST_MakeEnvelope($3, $4, $5,
      $6, 4326)
    and occurred_to <= $7 and occurred_to > $8::timestamptz
), by_cell as (
  select ((cell & $9::bigint) | $10::bigint) as cell, sum(weight) as weight from near group by 1
), by_hour as (
  select (date_part('isodow', l.t) - 1) * 24 + date_part('hour', l.t) as hour, count(*)::int as count
  from near cross join lateral (select middle at time zone $11 as t) l where $12::boolean group by 1
)
select coalesce((select json_agg(to_hex(cell) order by cell) from by_cell), '[]') as cells,
  coalesce((select json_agg(weight order by cell) from by_cell), '[]') as weights,
  coalesce((select json_agg(hour order by hour) from by_hour), '[]') as hours,
  coalesce((select json_agg(count order by hour) from by_hour), '[]') as counts,
  (select date_part('epoch', min(occurred_from)) * 1000 from incidents) as "firstMs";
