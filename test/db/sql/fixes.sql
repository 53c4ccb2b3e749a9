-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/fixes/cold/all-fixes.ts

select c.body from fix_chunks c where
c.handheld_id in (select unnest($1::int[])) and c.day between $2::date and $3::date and c.body is not null;

select c.body from fix_chunks c where exists (
select from patrols p join handheld_assignments ha on ha.officer_id = p.officer_id
where p.id = any($1::bigint[]) and ha.handheld_id = c.handheld_id
  and c.day between ((p.start_time - interval '129600 seconds') at time zone 'UTC')::date
    and ((coalesce(p.end_time, p.start_time + interval '1 day') + interval '129600 seconds') at time zone 'UTC')::date) and c.body is not null;

-- server/db/fixes/cold/chunks.ts

insert into fix_chunks (handheld_id, day, fixes, body, last_position)
select handheld_id, day, fixes, body, ST_Point(lng, lat, 4326)
from unnest($1::int[], $2::date[],
  $3::int[], $4::bytea[],
  $5::float8[], $6::float8[])
  as o (handheld_id, day, fixes, body, lng, lat);

insert into fix_chunks as c (handheld_id, day) values ($1, $2::date)
on conflict (handheld_id, day) do update set opened_at = null
where c.opened_at is null or c.opened_at < $3
returning c.body;

insert into fix_chunks as c (handheld_id, day, opened_at)
select o.handheld_id, o.day, $1::timestamptz
from unnest($2::int[], $3::date[]) as o (handheld_id, day)
order by 1, 2
on conflict (handheld_id, day) do update set opened_at = excluded.opened_at
returning c.body, c.handheld_id as "handheldId", c.day;

insert into fixes (handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned) select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from (select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($1::int[], $2::float8[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::int8[], $12::int[], $13::real[], $14::real[], $15::real[], $16::smallint[], $17::smallint[], $18::boolean[], $19::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)) o
on conflict do nothing;

select distinct c.handheld_id as "handheldId", c.day - '1970-01-01'::date as day
from handheld_assignments a join fix_chunks c on c.handheld_id = a.handheld_id
where a.officer_id = $1 and c.body is not null and exists (
  select from (values (a.valid_from), (a.valid_to)) e (at)
  where e.at between (c.day::timestamp at time zone 'UTC') - interval '36 hours'
    and ((c.day + 1)::timestamp at time zone 'UTC') + interval '36 hours');

select make_fix_partition($1::date);

update fix_chunks set body = null, fixes = 0, last_position = null
where handheld_id = $1 and day = $2::date;

update fix_chunks set fixes = $1, body = $2, last_position = ST_Point($3::float8, $4::float8, 4326)
where handheld_id = $5 and day = $6::date;

with taken as (delete from fixes where handheld_id = $1 and session >= $2
  and session < $3 returning *)
select string_agg(int4send(handheld_id), '') as "handheldId", string_agg(timestamptz_send(coalesce(session, '-infinity')), '') as "session", string_agg(int4send(seq), '') as "seq", string_agg(timestamptz_send(coalesce(device_time, '-infinity')), '') as "t", string_agg(timestamptz_send(coalesce(receive_time, '-infinity')), '') as "receivedMs", string_agg(timestamptz_send(coalesce(sent_time, '-infinity')), '') as "sentMs", string_agg(float8send(ST_X(position)), '') as "lng", string_agg(float8send(ST_Y(position)), '') as "lat", string_agg(float8send(coalesce(original_lng, 'NaN')), '') as "originalLng", string_agg(float8send(coalesce(original_lat, 'NaN')), '') as "originalLat", string_agg(float8send(((cell & 4503599627370495) >> 9)::float8), '') as "cell", string_agg(int4send(marks), '') as "marks", string_agg(float4send(coalesce(accuracy_m, 'NaN'::real)), '') as "accuracyM", string_agg(float4send(coalesce(speed_mps, 'NaN'::real)), '') as "speedMps", string_agg(float4send(coalesce(heading_deg, 'NaN'::real)), '') as "headingDeg", string_agg(int2send(coalesce(battery_pct, -1::smallint)), '') as "batteryPct", string_agg(int2send(coalesce(gap_reason, -1::smallint)), '') as "gap", string_agg(boolsend(mock), '') as "mock", string_agg(int2send(coalesce(cleaned, -1::smallint)), '') as "cleaned" from (select * from taken order by session, seq) ordered;

-- server/db/fixes/heat-facts.ts

select "id" from "handhelds" order by "id";

select floor(date_part('epoch', occurred_from) / 86400)::int as day, count(*) || '/' || sum(hashtextextended(concat_ws('/', id, cell,
    date_part('epoch', occurred_from), date_part('epoch', occurred_to)), 0)) as signature
  from incidents where occurred_to >= $1
and occurred_from >= $2
and occurred_to - occurred_from <= $3::interval
  group by 1;

select handheld_id as "handheldId", json_agg(to_hex(cell)) as cells,
      json_agg(round(date_part('epoch', (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) * 1000)) as t
    from fixes f
    where handheld_id = any($1::int[]) and session >= $2
      and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) >= $3 and marks = 0
    group by handheld_id;

select id, to_hex(cell) as cell, round(date_part('epoch', occurred_from) * 1000)::float8 as "fromMs",
    round(date_part('epoch', occurred_to) * 1000)::float8 as "toMs"
  from incidents
  where occurred_to >= $1
and occurred_from >= $2
and occurred_to - occurred_from <= $3::interval and occurred_from >= $4
    and occurred_from < $5;

select version, ST_AsGeoJSON(geom, 7)::json as geometry
from areas_at($1::timestamptz) where area_id = $2;

-- server/db/fixes/held-sessions.ts

select (extract(epoch from s.session) * 1000)::float8 as session
from unnest($1::timestamptz[]) as s (session)
where exists (select from fixes f where f.handheld_id = $2 and f.session = s.session)
  or exists (select from orphan_fixes o where o.handheld_id = $3 and o.session = s.session);

-- server/db/fixes/insert-fixes.ts

/* many */
  with offered as (
    select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($1::int[], $2::float8[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::int8[], $12::int[], $13::real[], $14::real[], $15::real[], $16::smallint[], $17::smallint[], $18::boolean[], $19::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)
  ), stored as (
    insert into fixes (handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)
    select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from offered
    on conflict do nothing
    returning handheld_id, session, seq, device_time, receive_time, sent_time
  ),
reach as (
  select handheld_id, to_timestamp(from_ms / 1e3) as first, to_timestamp(to_ms / 1e3) as last
  from unnest($20::int[], $21::float8[],
    $22::float8[]) as r (handheld_id, from_ms, to_ms)), reopened as (
    insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
    select distinct "officer_id", "patrol_id", $23::timestamptz from (
select s.officer_id, s.id from (
select r.handheld_id, p.officer_id, p.id, greatest(p.start_time, a.valid_from) as first,
  least(coalesce(p.guessed_until, p.end_time), a.valid_to - interval '1 ms') as last
from reach r
join handheld_assignments a on a.handheld_id = r.handheld_id
  and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
join patrols p on p.officer_id = a.officer_id
  and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first) s
where exists (
  select from stored f where f.handheld_id = s.handheld_id and (f.device_time between s.first and s.last
  or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
  or (f.sent_time is null and f.receive_time between s.first and s.last + interval '15 minutes')) and (f.device_time between s.first and s.last or (f.sent_time is not null or f.receive_time - f.device_time not between interval '-1 minute' and interval '1 minute')))) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
    on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
  select count(*)::int as count, case when count(*) < $24 then (
    select array_agg(handheld_id || '/' || (extract(epoch from session) * 1000)::int8 || '/' || seq) from stored
  ) end as keys
  from stored;

-- server/db/fixes/last-positions.ts

select "id" from "handhelds" order by "id";

select handheld_id as "handheldId", json_agg(lng order by t) as lng, json_agg(lat order by t) as lat,
      json_agg(t order by t) as t
    from (
      select handheld_id, ST_X(position) as lng, ST_Y(position) as lat, round(date_part('epoch', (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) * 1000) as t,
        row_number() over (partition by handheld_id order by (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) desc) as place
      from fixes f
      where handheld_id = any($1::int[]) and session >= $2
        and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) >= $3 and marks = 0
    ) last
    where place <= $4
    group by handheld_id;

-- server/db/fixes/last-seen.ts

select count(*)::int as count from areas_at($1::timestamptz)
where level = 'grid' and area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz));

with grids as (
  select g.area_id, g.version, n.rules
  from areas_at($1::timestamptz) g
  left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) n on true
  where g.level = 'grid' and g.area_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
), seen as (
  select p.grid_id, c.cell, max(p.end_time) as last
  from grids g
  join patrols p on p.grid_id = g.area_id and p.end_time <= $6::timestamptz and p.end_time > $7
    and p.start_time <= $8::timestamptz
  join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
  cross join lateral jsonb_array_elements_text(v.body #> '{cells,seen}') as c (cell)
  where coalesce(d.outcome, v.outcome) <> 'suspicious'
  group by p.grid_id, c.cell
), visits as (
  select grid_id, json_build_object('atMs', round(date_part('epoch', last) * 1000), 'cells', json_agg(cell)) as visit
  from seen group by grid_id, last
)
select g.area_id as "gridId", g.version as "gridVersion", g.rules,
  (select json_agg(v.visit) from visits v where v.grid_id = g.area_id) as visits
from grids g
order by g.area_id;

-- server/db/fixes/orphan-fixes.ts

delete from orphan_fixes f using jsonb_array_elements($1::jsonb) as o
where f.handheld_id = (o ->> 'handheldId')::int and f.session = to_timestamp((o ->> 'session')::float8 / 1e3)
  and f.seq = (o ->> 'seq')::int and f.device_time = to_timestamp((o ->> 't')::float8 / 1e3);

delete from orphan_fixes where receive_time < $1 returning handheld_id;

insert into orphan_fixes (handheld_id, session, seq, device_time, receive_time, body)
select (o ->> 'handheldId')::int, to_timestamp((o ->> 'session')::float8 / 1e3), (o ->> 'seq')::int,
  to_timestamp((o ->> 't')::float8 / 1e3), to_timestamp((o ->> 'receivedMs')::float8 / 1e3), o
from jsonb_array_elements($1::jsonb) as o
on conflict do nothing
returning handheld_id || '/' || (body ->> 'session') || '/' || seq || '/' || (body ->> 't') as name;

select o.body from orphan_fixes o
  where exists (
select from handheld_assignments ha where ha.handheld_id = o.handheld_id
  and ha.valid_from <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and (ha.valid_to is null or coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < ha.valid_to)
  and
coalesce((
  select oa.area_id from officer_assignments oa where oa.officer_id = ha.officer_id and
oa.valid_from <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and (oa.valid_to is null or coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and (v.valid_to is null or coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < v.valid_to))
  order by oa.valid_from desc limit 1
), (
  select oa.area_id from officer_leave l join officer_assignments oa on oa.officer_id = l.officer_id,
    lateral (select area_time_zone(oa.area_id, coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time)) as zone) z
  where l.substitute_id = ha.officer_id and
oa.valid_from <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and (oa.valid_to is null or coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and (v.valid_to is null or coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < v.valid_to))
    and l.first_day::timestamp at time zone z.zone <= coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) and coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time) < (l.last_day + interval '36 hours') at time zone z.zone
  order by l.first_day desc, oa.area_id limit 1
)) is not null)
    and (o.handheld_id, o.session, o.seq, o.device_time) >
      ($1::int, to_timestamp($2::float8 / 1e3), $3::int, to_timestamp($4::float8 / 1e3))
  order by o.handheld_id, o.session, o.seq, o.device_time limit $5;

select o.n::int as n
from jsonb_array_elements($1::jsonb) with ordinality as o (fix, n)
join orphan_fixes f on f.handheld_id = (o.fix ->> 'handheldId')::int
  and f.session = to_timestamp((o.fix ->> 'session')::float8 / 1e3)
  and f.seq = (o.fix ->> 'seq')::int and f.device_time = to_timestamp((o.fix ->> 't')::float8 / 1e3)
where f.body -> 'lng' <> o.fix -> 'lng' or f.body -> 'lat' <> o.fix -> 'lat';

-- server/db/fixes/partitions.ts

select drop_empty_fix_partition($1::date) as gone;

select handheld_id as id from fixes
where session >= $1 and session < $2 and handheld_id > $3
order by handheld_id limit 1;

select make_fix_partition($1::date);

select to_date(right(c.relname, 8), 'YYYYMMDD') - '1970-01-01'::date as day
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'fixes'::regclass and c.relname < $1 order by 1;

vacuum "fixes_YYYYMMDD";

with packed as (delete from fix_chunks where day < $1::date returning day)
select to_char(day, 'YYYYMMDD') as day from packed
union select right(name, 8) from drop_fix_partitions($2::date) as name order by 1;

-- server/db/fixes/read-tracks.ts

with told as (
    select s.officer_id, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as taken_at, f.position, 0::float8 as apart_m,
      row_number() over (partition by s.officer_id, floor(extract(epoch from (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) / $1::float8) order by (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end), f.handheld_id, f.seq) as nth
    from unnest($2::bigint[], $3::int[],
      $4::timestamptz[], $5::timestamptz[])
      as s (officer_id, handheld_id, first, last)
    join (select handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from fixes union all select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from (select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($6::int[], $7::float8[], $8::int[], $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::float8[], $14::float8[], $15::float8[], $16::int8[], $17::int[], $18::real[], $19::real[], $20::real[], $21::smallint[], $22::smallint[], $23::boolean[], $24::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)) o) f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last and f.session between $25 and $26
    where f.marks = 0
  ), tracks as (
    select officer_id,
      json_agg(round(extract(epoch from taken_at) * 1000) order by taken_at) filter (where nth = 1) as t,
      json_agg(round(ST_X(position) * 1e7) order by taken_at) filter (where nth = 1) as lng,
      json_agg(round(ST_Y(position) * 1e7) order by taken_at) filter (where nth = 1) as lat,
      min(apart_m) as closest_m,
      min(taken_at) filter (where apart_m <= $27) as first_time,
      max(taken_at) filter (where apart_m <= $28) as last_time
    from told group by officer_id
  )
  select o.id as "officerId", o.name, k.t, k.lng as "lngE7", k.lat as "latE7",
    null::float8 as "closestM",
    (extract(epoch from k.first_time) * 1000)::float8 as "firstMs", (extract(epoch from k.last_time) * 1000)::float8 as "lastMs"
  from tracks k join officers o on o.id = k.officer_id
  where true;

with told as (
    select s.officer_id, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as taken_at, f.position, 0::float8 as apart_m,
      row_number() over (partition by s.officer_id, floor(extract(epoch from (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) / $1::float8) order by (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end), f.handheld_id, f.seq) as nth
    from unnest($2::bigint[], $3::int[],
      $4::timestamptz[], $5::timestamptz[])
      as s (officer_id, handheld_id, first, last)
    join fixes f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last and f.session between $6 and $7
    where f.marks = 0
  ), tracks as (
    select officer_id,
      json_agg(round(extract(epoch from taken_at) * 1000) order by taken_at) filter (where nth = 1) as t,
      json_agg(round(ST_X(position) * 1e7) order by taken_at) filter (where nth = 1) as lng,
      json_agg(round(ST_Y(position) * 1e7) order by taken_at) filter (where nth = 1) as lat,
      min(apart_m) as closest_m,
      min(taken_at) filter (where apart_m <= $8) as first_time,
      max(taken_at) filter (where apart_m <= $9) as last_time
    from told group by officer_id
  )
  select o.id as "officerId", o.name, k.t, k.lng as "lngE7", k.lat as "latE7",
    null::float8 as "closestM",
    (extract(epoch from k.first_time) * 1000)::float8 as "firstMs", (extract(epoch from k.last_time) * 1000)::float8 as "lastMs"
  from tracks k join officers o on o.id = k.officer_id
  where true;

with told as (
    select s.officer_id, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as taken_at, f.position, ST_Distance(f.position::geography, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography) as apart_m,
      row_number() over (partition by s.officer_id, floor(extract(epoch from (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) / $3::float8) order by (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end), f.handheld_id, f.seq) as nth
    from unnest($4::bigint[], $5::int[],
      $6::timestamptz[], $7::timestamptz[])
      as s (officer_id, handheld_id, first, last)
    join (select handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from fixes union all select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from (select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($8::int[], $9::float8[], $10::int[], $11::float8[], $12::float8[], $13::float8[], $14::float8[], $15::float8[], $16::float8[], $17::float8[], $18::int8[], $19::int[], $20::real[], $21::real[], $22::real[], $23::smallint[], $24::smallint[], $25::boolean[], $26::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)) o) f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last and f.session between $27 and $28
    where f.marks = 0
  ), tracks as (
    select officer_id,
      json_agg(round(extract(epoch from taken_at) * 1000) order by taken_at) filter (where nth = 1) as t,
      json_agg(round(ST_X(position) * 1e7) order by taken_at) filter (where nth = 1) as lng,
      json_agg(round(ST_Y(position) * 1e7) order by taken_at) filter (where nth = 1) as lat,
      min(apart_m) as closest_m,
      min(taken_at) filter (where apart_m <= $29) as first_time,
      max(taken_at) filter (where apart_m <= $30) as last_time
    from told group by officer_id
  )
  select o.id as "officerId", o.name, k.t, k.lng as "lngE7", k.lat as "latE7",
    k.closest_m as "closestM",
    (extract(epoch from k.first_time) * 1000)::float8 as "firstMs", (extract(epoch from k.last_time) * 1000)::float8 as "lastMs"
  from tracks k join officers o on o.id = k.officer_id
  where k.first_time is not null;

with told as (
    select s.officer_id, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as taken_at, f.position, ST_Distance(f.position::geography, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography) as apart_m,
      row_number() over (partition by s.officer_id, floor(extract(epoch from (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end)) / $3::float8) order by (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end), f.handheld_id, f.seq) as nth
    from unnest($4::bigint[], $5::int[],
      $6::timestamptz[], $7::timestamptz[])
      as s (officer_id, handheld_id, first, last)
    join fixes f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last and f.session between $8 and $9
    where f.marks = 0
  ), tracks as (
    select officer_id,
      json_agg(round(extract(epoch from taken_at) * 1000) order by taken_at) filter (where nth = 1) as t,
      json_agg(round(ST_X(position) * 1e7) order by taken_at) filter (where nth = 1) as lng,
      json_agg(round(ST_Y(position) * 1e7) order by taken_at) filter (where nth = 1) as lat,
      min(apart_m) as closest_m,
      min(taken_at) filter (where apart_m <= $10) as first_time,
      max(taken_at) filter (where apart_m <= $11) as last_time
    from told group by officer_id
  )
  select o.id as "officerId", o.name, k.t, k.lng as "lngE7", k.lat as "latE7",
    k.closest_m as "closestM",
    (extract(epoch from k.first_time) * 1000)::float8 as "firstMs", (extract(epoch from k.last_time) * 1000)::float8 as "lastMs"
  from tracks k join officers o on o.id = k.officer_id
  where k.first_time is not null;

-- server/db/fixes/refused-fixes.ts

insert into refused_fixes (handheld_id, day, reason, count)
select $1, $2, reason, count
from unnest($3::text[], $4::int8[]) as c (reason, count)
on conflict (handheld_id, day, reason) do update set count = refused_fixes.count + excluded.count;

select day::text, reason, count::float8 as count from refused_fixes
where handheld_id = $1 and day > $2::date order by day desc, reason;

-- server/db/fixes/reopen.ts

with reach as (
  select handheld_id, to_timestamp(from_ms / 1e3) as first, to_timestamp(to_ms / 1e3) as last
  from unnest($1::int[], $2::float8[],
    $3::float8[]) as r (handheld_id, from_ms, to_ms)) select distinct handheld_id as id from (
select r.handheld_id, p.officer_id, p.id, greatest(p.start_time, a.valid_from) as first,
  least(coalesce(p.guessed_until, p.end_time), a.valid_to - interval '1 ms') as last
from reach r
join handheld_assignments a on a.handheld_id = r.handheld_id
  and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
join patrols p on p.officer_id = a.officer_id
  and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first) s;

with stored as (
    select handheld_id, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time,
      to_timestamp(sent_ms / 1e3) as sent_time
    from unnest($1::int[], $2::float8[], $3::float8[],
      $4::float8[]) as o (handheld_id, device_ms, receive_ms, sent_ms)
  ),
reach as (
  select handheld_id, to_timestamp(from_ms / 1e3) as first, to_timestamp(to_ms / 1e3) as last
  from unnest($5::int[], $6::float8[],
    $7::float8[]) as r (handheld_id, from_ms, to_ms)), reopened as (
    insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
    select distinct "officer_id", "patrol_id", $8::timestamptz from (
select s.officer_id, s.id from (
select r.handheld_id, p.officer_id, p.id, greatest(p.start_time, a.valid_from) as first,
  least(coalesce(p.guessed_until, p.end_time), a.valid_to - interval '1 ms') as last
from reach r
join handheld_assignments a on a.handheld_id = r.handheld_id
  and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
join patrols p on p.officer_id = a.officer_id
  and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first) s
where exists (
  select from stored f where f.handheld_id = s.handheld_id and (f.device_time between s.first and s.last
  or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
  or (f.sent_time is null and f.receive_time between s.first and s.last + interval '15 minutes')) and (f.device_time between s.first and s.last or (f.sent_time is not null or f.receive_time - f.device_time not between interval '-1 minute' and interval '1 minute')))) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
    on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
  select;

-- server/db/fixes/shards.ts

select from citus_tables where table_name = 'fixes'::regclass;

select n.nodename || ':' || n.nodeport as worker from pg_dist_placement p join pg_dist_node n using (groupid)
where p.shardid = get_shard_id_for_distribution_column('fixes'::regclass, $1::int) and n.noderole = 'primary'
order by 1 limit 1;

select to_regclass('citus_tables') is not null as there;

-- server/db/fixes/signed-batches.ts

delete from signed_batches where received_at < $1;

insert into signed_batches (handheld_id, public_key, number, hash, previous, session, seqs, is_valid, received_at)
values ($1, $2, $3, $4, $5, $6,
  (select coalesce(range_agg(int4range(seq, nullif(seq, 2147483647) + 1)), '{}') from unnest($7::int[]) seq), $8, $9)
on conflict do nothing;

-- server/db/fixes/store-fixes.ts

select o.n::int as n
from unnest($1::int[], $2::float8[], $3::int[],
  $4::float8[], $5::float8[], $6::float8[])
  with ordinality as o (handheld_id, session, seq, device_ms, lng, lat, n)
join fixes f on f.handheld_id = o.handheld_id and f.session = to_timestamp(o.session / 1e3) and f.seq = o.seq
where f.device_time <> to_timestamp(o.device_ms / 1e3) or ST_X(f.position) <> o.lng or ST_Y(f.position) <> o.lat;
