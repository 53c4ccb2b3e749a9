-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/ogc/area-box.ts

select to_jsonb(array[ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b)]) as box
from (select ST_Extent(geom) as b from areas_at($1::timestamptz) where area_id = $2) q;

-- server/db/ogc/edition.ts

select max(changed_at)::text as at from warnings;

-- server/db/ogc/read-tile.ts

select ST_AsMVT(t) from (select null::geometry as geom) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
    select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
      $6::int, $7::int, true) as shape, s.fid as id, s."area_id", s."version", s."code", s."name", s."level", s."grid_type", s."parent_id", s."time_zone", to_char(s."valid_from" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "valid_from", to_char(s."valid_to" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "valid_to"
    from (select s.* from (
select v.area_id || '-' || v.version as fid, v.area_id, v.version, n.code, v.name, v.level, v.grid_type, v.parent_id,
  v.time_zone, v.valid_from, v.valid_to, v.geom
from area_versions v join areas n on n.id = v.area_id
where v.level = $8 and v.valid_from <= $9::timestamptz and (v.valid_to is null or $10::timestamptz < v.valid_to)
  and v.area_id in (select area_subtree($11::bigint, $12::timestamptz, $13::timestamptz))) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($14::float8, $15::float8, $16::float8, $17::float8, 4326), 4326))) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($18::int, $19::int, $20::int, margin => $21::float8), 4326))
    order by s.fid collate "C" limit $22
  ) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
    select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
      $6::int, $7::int, true) as shape, s.fid as id, s."cell", s."grid_id", s."grid_code", s."hours", to_char(s."last_seen" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "last_seen", to_char(s."time" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "time"
    from (select s.* from (
select g.fid, g."cell", g."grid_id", g."grid_code", g."hours", g."last_seen", g."time",
  ST_GeomFromGeoJSON(g.geometry) as geom
from json_to_recordset($8::json) as g (fid text, geometry jsonb, "cell" text, "grid_id" bigint, "grid_code" text, "hours" float8, "last_seen" timestamptz, "time" timestamptz)) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($9::float8, $10::float8, $11::float8, $12::float8, 4326), 4326))) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($13::int, $14::int, $15::int, margin => $16::float8), 4326))
    order by s.fid collate "C" limit $17
  ) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
    select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
      $6::int, $7::int, true) as shape, s.fid as id, s."incident_id", s."category", s."severity", s."found_by", to_char(s."occurred_from" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurred_from", to_char(s."occurred_to" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurred_to", s."grid_id", s."grid_code"
    from (select s.* from (
select i.id as fid, i.id as incident_id, i.category, i.severity, i.found_by, i.occurred_from, i.occurred_to, i.grid_id,
  n.code as grid_code, i.position as geom
from incidents i join areas n on n.id = i.grid_id
where i.occurred_from <= $8::timestamptz and i.occurred_to >= $9::timestamptz
  and i.grid_id in (select area_subtree($10::bigint, $11::timestamptz, $12::timestamptz))) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($13::float8, $14::float8, $15::float8, $16::float8, 4326), 4326)) and s."occurred_from" <= $17::timestamptz
    and (s."occurred_to" is null or s."occurred_to" > $18::timestamptz or s."occurred_from" >= $19::timestamptz)) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($20::int, $21::int, $22::int, margin => $23::float8), 4326))
    order by s.fid collate "C" limit $24
  ) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
    select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
      $6::int, $7::int, true) as shape, s.fid as id, s."incident_id", s."category", s."severity", s."found_by", to_char(s."occurred_from" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurred_from", to_char(s."occurred_to" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurred_to", s."grid_id", s."grid_code"
    from (select s.* from (
select i.id as fid, i.id as incident_id, i.category, i.severity, i.found_by, i.occurred_from, i.occurred_to, i.grid_id,
  n.code as grid_code, i.position as geom
from incidents i join areas n on n.id = i.grid_id
where i.occurred_from <= $8::timestamptz and i.occurred_to >= $9::timestamptz
  and i.grid_id in (select area_subtree($10::bigint, $11::timestamptz, $12::timestamptz))) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($13::float8, $14::float8, $15::float8, $16::float8, 4326), 4326))) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($17::int, $18::int, $19::int, margin => $20::float8), 4326))
    order by s.fid collate "C" limit $21
  ) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
  select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
    $6::int, $7::int, true) as shape, s.fid as id
  from (select s.* from (select ''::text as fid, null::geometry as geom where false) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($8::float8, $9::float8, $10::float8, $11::float8, 4326), 4326))) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($12::int, $13::int, $14::int, margin => $15::float8), 4326))
  order by s.fid collate "C" limit $16
) t;

select ST_AsMVT(t, $1::text, $2::int, 'shape') as tile, count(*)::int as count from (
  select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope($3::int, $4::int, $5::int),
    $6::int, $7::int, true) as shape, s.fid as id, s."z", s."cell", s."spot", s."count"
  from (select s.* from (
select lpad(k.n::text, 9, '0') as fid, (r.columns -> 'z'::text ->> (k.n - 1))::float8 as "z", (r.columns -> 'cell'::text ->> (k.n - 1))::text as "cell", (r.columns -> 'spot'::text ->> (k.n - 1))::text as "spot", (r.columns -> 'count'::text ->> (k.n - 1))::bigint as "count",
  coalesce(ST_GeomFromGeoJSON(nullif(r.shapes -> (k.n - 1), 'null'::jsonb)), null::geometry) as geom
from (select t -> 'columns' as columns, t -> 'geometry' as shapes from (select (select string_agg(text, '' order by part)::jsonb -> 'table' from study_results where study_id = $8::bigint) as t) stored offset 0) r
cross join lateral generate_series(1, (
  select max(jsonb_array_length(list)) from jsonb_each(r.columns) c (name, list))) k (n)) s where true and ST_Intersects(s.geom, ST_Transform(ST_MakeEnvelope($9::float8, $10::float8, $11::float8, $12::float8, 4326), 4326))) s where ST_Intersects(s.geom, ST_Transform(ST_TileEnvelope($13::int, $14::int, $15::int, margin => $16::float8), 4326))
  order by s.fid collate "C" limit $17
) t;

-- server/db/ogc/sources/coverage.ts

select g.area_id as "gridId", g.version as "gridVersion", n.code as "gridCode", (norm.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g join areas n on n.id = g.area_id
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) norm on true
where g.level = 'grid' and g.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and ST_Intersects(g.geom, ST_Collect(ST_Transform(ST_MakeEnvelope($6::float8, $7::float8, $8::float8, $9::float8, 4326), 4326), ST_Transform(ST_MakeEnvelope($10::float8, $11::float8, $12::float8, $13::float8, 4326), 4326))) and true
order by g.area_id limit $14;

select g.area_id as "gridId", g.version as "gridVersion", n.code as "gridCode", (norm.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g join areas n on n.id = g.area_id
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) norm on true
where g.level = 'grid' and g.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and ST_Intersects(g.geom, ST_Transform(ST_MakeEnvelope($6::float8, $7::float8, $8::float8, $9::float8, 4326), 4326)) and true
order by g.area_id limit $10;

select g.area_id as "gridId", g.version as "gridVersion", n.code as "gridCode", (norm.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g join areas n on n.id = g.area_id
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) norm on true
where g.level = 'grid' and g.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and true and g.area_id = $6
order by g.area_id limit $7;

select g.area_id as "gridId", g.version as "gridVersion", n.code as "gridCode", (norm.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g join areas n on n.id = g.area_id
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) norm on true
where g.level = 'grid' and g.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and true and true
order by g.area_id limit $6;

select p.grid_id as "gridId", c.cell, count(*)::int as patrols,
  to_char(max(p.end_time) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSeen"
from patrols p
join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
cross join lateral jsonb_array_elements_text(v.body #> '{cells,seen}') as c (cell)
where p.grid_id = any($1::bigint[]) and p.end_time > $2::timestamptz and p.end_time <= $3::timestamptz
  and coalesce(d.outcome, v.outcome) <> 'suspicious'
group by p.grid_id, c.cell;

-- server/db/ogc/sources/study-table.ts

with result as materialized (select (select string_agg(text, '' order by part)::jsonb -> 'table' from study_results where study_id = $1::bigint) -> 'columns' as columns)
select c.name, v.type, v.whole from result cross join lateral jsonb_each(columns) c (name, list)
cross join lateral (
  select max(jsonb_typeof(value)) filter (where jsonb_typeof(value) <> 'null') as type,
    bool_and(value::text ~ '^-?[0-9]{1,15}$') filter (where jsonb_typeof(value) = 'number') as whole
  from jsonb_array_elements(c.list)
) v;

-- server/db/ogc/sources/tracks.ts

select p.id from patrols p where
p.start_time <= $1::timestamptz and coalesce(p.end_time, 'infinity') >= $2::timestamptz
and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  order by (p.id || '-') collate "C";

select p.id from patrols p where
p.start_time <= $1::timestamptz and coalesce(p.end_time, 'infinity') >= $2::timestamptz
and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and "p"."id" = $6
  order by (p.id || '-') collate "C";

select p.id from patrols p where
p.start_time <= $1::timestamptz and coalesce(p.end_time, 'infinity') >= $2::timestamptz
and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and p.id = $6
  order by (p.id || '-') collate "C";
