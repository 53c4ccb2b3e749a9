-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/store/prepared.ts

select exists (select from fix_chunks c where
c.handheld_id in (select handheld_id from handheld_assignments where officer_id = $1) and c.day between $2::date and $3::date) as cold;

select exists (select from fix_chunks c where
c.handheld_id in (select id from handhelds) and c.day between $1::date and $2::date) as cold;

select exists (select from fix_chunks c where
c.handheld_id in (select unnest($1::int[])) and c.day between $2::date and $3::date) as cold;

select exists (select from fix_chunks c where exists (
select from patrols p join handheld_assignments ha on ha.officer_id = p.officer_id
where p.id = any($1::bigint[]) and ha.handheld_id = c.handheld_id
  and c.day between ((p.start_time - interval '129600 seconds') at time zone 'UTC')::date
    and ((coalesce(p.end_time, p.start_time + interval '1 day') + interval '129600 seconds') at time zone 'UTC')::date)) as cold;

select handheld_id as "handheldId",
  (extract(epoch from greatest(valid_from, $1)) * 1000)::float8 as "fromMs",
  (extract(epoch from least(valid_to - interval '1 ms', $2)) * 1000)::float8 as "toMs"
from handheld_assignments
where officer_id = $3 and valid_from <= $4
  and (valid_to is null or valid_to > $5)
order by handheld_id, valid_from;

select j.naming, t.track, t.places::float8[] as places, (
    select json_agg(json_build_object('handheldId', a.handheld_id,
      'fromMs', round(date_part('epoch', greatest(c.start_time, a.valid_from)) * 1000),
      'toMs', round(date_part('epoch', least(c.end_time, a.valid_to - interval '1 ms')) * 1000))
      order by a.handheld_id, a.valid_from)
    from handheld_assignments a
    where a.officer_id = c.officer_id and a.valid_from <= c.end_time
      and (a.valid_to is null or c.start_time < a.valid_to)
  ) as stretches
from (values ($1::bigint, $2::bigint, $3::timestamptz, $4::timestamptz))
  c (officer_id, id, start_time, end_time)
left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id;

select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
  (extract(epoch from p.end_time) * 1000)::float8 as end_ms,
  (extract(epoch from p.guessed_until) * 1000)::float8 as guessed_until_ms, p.origin, p.declared_grid_id, exists (
  select from settings s where s.key in ('positions-from', 'paths-from') and p.start_time < s.value::timestamptz) as past_judging,
  g.area_id as grid_id, g.version as grid_version,
  g.name as grid_name, g.parent_id, g.time_zone, ST_AsGeoJSON(g.geom, 9)::json as polygon,
  n.norm_id, n.version as norm_version, n.rules
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = coalesce($1::bigint, p.grid_id)
left join lateral norm_for(g.area_id, o.category, p.start_time) n on true
where p.officer_id = $2 and p.id = $3;

select round(date_part('epoch', s.at) * 1000) as "atMs", c.checkpoint_id as "checkpointId", json_build_object('lng', c.lng, 'lat', c.lat) as position,
    s.kind, s.typed
  from
handheld_assignments a join checkpoint_scans s on s.handheld_id = a.handheld_id
  and s.at >= greatest(a.valid_from, $1::timestamptz) and s.at <= $2::timestamptz
  and (a.valid_to is null or s.at < a.valid_to) and a.officer_id = $3 join checkpoint_codes c on c.id = s.code_id
  where s.refused is null
  order by s.at, s.handheld_id, s.code;

select string_agg(int4send(handheld_id), '') as "handheldId", string_agg(timestamptz_send(coalesce(session, '-infinity')), '') as "session", string_agg(int4send(seq), '') as "seq", string_agg(timestamptz_send(coalesce(device_time, '-infinity')), '') as "t", string_agg(timestamptz_send(coalesce(receive_time, '-infinity')), '') as "receivedMs", string_agg(timestamptz_send(coalesce(sent_time, '-infinity')), '') as "sentMs", string_agg(float8send(ST_X(position)), '') as "lng", string_agg(float8send(ST_Y(position)), '') as "lat", string_agg(int4send(marks), '') as "marks", string_agg(float4send(coalesce(accuracy_m, 'NaN'::real)), '') as "accuracyM", string_agg(float4send(coalesce(speed_mps, 'NaN'::real)), '') as "speedMps", string_agg(float4send(coalesce(heading_deg, 'NaN'::real)), '') as "headingDeg", string_agg(int2send(coalesce(battery_pct, -1::smallint)), '') as "batteryPct", string_agg(int2send(coalesce(gap_reason, -1::smallint)), '') as "gap", string_agg(boolsend(mock), '') as "mock"
  from (
    select f.* from unnest($1::int[],
      $2::timestamptz[],
      $3::timestamptz[]) as s (handheld_id, first, last)
    join (select handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from fixes union all select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from (select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($4::int[], $5::float8[], $6::int[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::float8[], $14::int8[], $15::int[], $16::real[], $17::real[], $18::real[], $19::smallint[], $20::smallint[], $21::boolean[], $22::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)) o) f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last
      and f.session between $23 and $24
    order by f.device_time, f.handheld_id, f.session, f.seq
    limit $25
  ) ordered;

select string_agg(int4send(handheld_id), '') as "handheldId", string_agg(timestamptz_send(coalesce(session, '-infinity')), '') as "session", string_agg(int4send(seq), '') as "seq", string_agg(timestamptz_send(coalesce(device_time, '-infinity')), '') as "t", string_agg(timestamptz_send(coalesce(receive_time, '-infinity')), '') as "receivedMs", string_agg(timestamptz_send(coalesce(sent_time, '-infinity')), '') as "sentMs", string_agg(float8send(ST_X(position)), '') as "lng", string_agg(float8send(ST_Y(position)), '') as "lat", string_agg(int4send(marks), '') as "marks", string_agg(float4send(coalesce(accuracy_m, 'NaN'::real)), '') as "accuracyM", string_agg(float4send(coalesce(speed_mps, 'NaN'::real)), '') as "speedMps", string_agg(float4send(coalesce(heading_deg, 'NaN'::real)), '') as "headingDeg", string_agg(int2send(coalesce(battery_pct, -1::smallint)), '') as "batteryPct", string_agg(int2send(coalesce(gap_reason, -1::smallint)), '') as "gap", string_agg(boolsend(mock), '') as "mock"
  from (
    select f.* from unnest($1::int[],
      $2::timestamptz[],
      $3::timestamptz[]) as s (handheld_id, first, last)
    join fixes f on f.handheld_id = s.handheld_id and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) between s.first and s.last
      and f.session between $4 and $5
    order by f.device_time, f.handheld_id, f.session, f.seq
    limit $6
  ) ordered;

select string_agg(int4send(handheld_id), '') as "handheldId", string_agg(timestamptz_send(coalesce(session, '-infinity')), '') as "session", string_agg(int4send(seq), '') as "seq", string_agg(timestamptz_send(coalesce(device_time, '-infinity')), '') as "t", string_agg(timestamptz_send(coalesce(receive_time, '-infinity')), '') as "receivedMs", string_agg(timestamptz_send(coalesce(sent_time, '-infinity')), '') as "sentMs", string_agg(float8send(ST_X(position)), '') as "lng", string_agg(float8send(ST_Y(position)), '') as "lat", string_agg(int4send(marks), '') as "marks", string_agg(float4send(coalesce(accuracy_m, 'NaN'::real)), '') as "accuracyM", string_agg(float4send(coalesce(speed_mps, 'NaN'::real)), '') as "speedMps", string_agg(float4send(coalesce(heading_deg, 'NaN'::real)), '') as "headingDeg", string_agg(int2send(coalesce(battery_pct, -1::smallint)), '') as "batteryPct", string_agg(int2send(coalesce(gap_reason, -1::smallint)), '') as "gap", string_agg(boolsend(mock), '') as "mock"
from (
  select f.* from unnest($1::int[],
    $2::timestamptz[],
    $3::timestamptz[]) as s (handheld_id, first, last)
  join (select handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from fixes union all select handheld_id, session, seq, device_time, receive_time, sent_time, ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from (select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned from unnest($4::int[], $5::float8[], $6::int[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::float8[], $14::int8[], $15::int[], $16::real[], $17::real[], $18::real[], $19::smallint[], $20::smallint[], $21::boolean[], $22::smallint[]) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)) o) f on f.handheld_id = s.handheld_id and (f.device_time between s.first and s.last
or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
or (f.sent_time is null and f.receive_time between s.first and s.last + interval '15 minutes'))
    and f.session between $23 and $24
  order by f.device_time, f.handheld_id, f.session, f.seq
  limit $25
) ordered;

select string_agg(int4send(handheld_id), '') as "handheldId", string_agg(timestamptz_send(coalesce(session, '-infinity')), '') as "session", string_agg(int4send(seq), '') as "seq", string_agg(timestamptz_send(coalesce(device_time, '-infinity')), '') as "t", string_agg(timestamptz_send(coalesce(receive_time, '-infinity')), '') as "receivedMs", string_agg(timestamptz_send(coalesce(sent_time, '-infinity')), '') as "sentMs", string_agg(float8send(ST_X(position)), '') as "lng", string_agg(float8send(ST_Y(position)), '') as "lat", string_agg(int4send(marks), '') as "marks", string_agg(float4send(coalesce(accuracy_m, 'NaN'::real)), '') as "accuracyM", string_agg(float4send(coalesce(speed_mps, 'NaN'::real)), '') as "speedMps", string_agg(float4send(coalesce(heading_deg, 'NaN'::real)), '') as "headingDeg", string_agg(int2send(coalesce(battery_pct, -1::smallint)), '') as "batteryPct", string_agg(int2send(coalesce(gap_reason, -1::smallint)), '') as "gap", string_agg(boolsend(mock), '') as "mock"
from (
  select f.* from unnest($1::int[],
    $2::timestamptz[],
    $3::timestamptz[]) as s (handheld_id, first, last)
  join fixes f on f.handheld_id = s.handheld_id and (f.device_time between s.first and s.last
or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
or (f.sent_time is null and f.receive_time between s.first and s.last + interval '15 minutes'))
    and f.session between $4 and $5
  order by f.device_time, f.handheld_id, f.session, f.seq
  limit $6
) ordered;

update cases c set recorded_version = 0
from (
  select id from cases
  where officer_id = $1 and opened_at < $2 and coalesce(ended_at, 'infinity') > $3
  order by id for update
) o
where c.id = o.id;

with asked as materialized (
  select b.* from unnest($1::bigint[],
    $2::timestamptz[]) as s (handheld_id, session)
  join signed_batches b on b.handheld_id = s.handheld_id and b.session = s.session
), whole as (
  select * from asked
  union
  select b.* from asked a join signed_batches b on b.handheld_id = a.handheld_id and b.public_key = a.public_key
    and b.number = a.number - 1
)
select w.handheld_id as "handheldId", encode(w.public_key, 'hex') as key, w.number, encode(w.hash, 'hex') as hash,
  encode(w.previous, 'hex') as previous, extract(epoch from w.session)::float8 * 1000 as session,
  (select coalesce(json_agg(json_build_array(lower(r), coalesce(upper(r) - 1, 2147483647))), '[]') from unnest(w.seqs) r) as seqs,
  w.is_valid as "isValid", k.handheld_id is not null as "isOwn"
from whole w left join handheld_keys k on k.handheld_id = w.handheld_id and k.public_key = w.public_key
order by w.handheld_id, w.public_key, w.number, w.hash, w.is_valid;

with chosen as (
  (
    select 'history' as role, p.officer_id, p.id, p.start_time, p.end_time from patrols p
    where p.grid_id = $1 and p.end_time <= $2::timestamptz and p.start_time > $3
    order by p.start_time desc, p.id desc limit $4
  ) union all (
    select 'near', p.officer_id, p.id, p.start_time, p.end_time from (
      select t.officer_id, t.patrol_id from unnest($5::bigint[]) as place
      cross join lateral (select officer_id, patrol_id from patrol_tracks where places @> array[place] offset 0) t
      group by t.officer_id, t.patrol_id having count(*) >= $6) t
    cross join lateral (select * from patrols p where p.officer_id = t.officer_id and p.id = t.patrol_id offset 0) p
    where p.officer_id <> $7 and p.start_time < $8::timestamptz and p.start_time > $9
and p.end_time > $10::timestamptz
      and not (exists (select from verdict_jobs j where j.officer_id = p.officer_id and j.patrol_id = p.id) and coalesce(p.grid_id = any (array(select area_id from areas_at($11::timestamptz) where parent_id = $12)), false))
  ) union all (
    select 'unplaced', p.officer_id, p.id, p.start_time, p.end_time from patrols p
    where p.officer_id <> $13 and p.start_time < $14::timestamptz and p.start_time > $15
and p.end_time > $16::timestamptz and p.grid_id = any (array(select area_id from areas_at($17::timestamptz) where parent_id = $18)) and (
      exists (select from verdict_jobs j where j.officer_id = p.officer_id and j.patrol_id = p.id) or not exists (select from patrol_tracks t where t.officer_id = p.officer_id and t.patrol_id = p.id and t.places is not null))
  )
)
select c.role, c.officer_id, c.id, exists (
    select from officer_pairs o
    where o.officer_id = least(c.officer_id, $19::bigint) and o.partner_id = greatest(c.officer_id, $20::bigint)
      and o.first_day <= $21::date and (o.last_day is null or o.last_day >= $22::date)
  ) as partner, j.naming, t.track,
  case when t.track is null then (
    select json_agg(json_build_object('handheldId', a.handheld_id,
      'fromMs', round(date_part('epoch', greatest(c.start_time, a.valid_from)) * 1000),
      'toMs', round(date_part('epoch', least(c.end_time, a.valid_to - interval '1 ms')) * 1000))
      order by a.handheld_id, a.valid_from)
    from handheld_assignments a
    where a.officer_id = c.officer_id and a.valid_from <= c.end_time
      and (a.valid_to is null or c.start_time < a.valid_to)
  ) end as stretches
from chosen c
left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id
  and (j.patrol_id is null or c.role = 'near')
order by c.start_time desc, c.id desc;

with compared as (
  select p.officer_id, p.id, $1::boolean as beside, null::timestamptz as since, null::timestamptz as until
  from patrols p
  where p.grid_id = $2 and p.start_time >= $3::timestamptz and p.start_time < $4
  union all
  select p.officer_id, p.id, p.grid_id = any (array(select area_id from areas_at($5::timestamptz) where parent_id = $6)), p.start_time, p.end_time
  from (
      select t.officer_id, t.patrol_id from unnest($7::bigint[]) as place
      cross join lateral (select officer_id, patrol_id from patrol_tracks where places @> array[place] offset 0) t
      group by t.officer_id, t.patrol_id having count(*) >= $8) t
    cross join lateral (select * from patrols p where p.officer_id = t.officer_id and p.id = t.patrol_id offset 0) p
  where p.officer_id <> $9 and p.start_time < $10::timestamptz
    and p.start_time > $11 and p.end_time > $12::timestamptz
)
select c.officer_id as "officerId", c.id, coalesce(c.beside, false) as beside, (extract(epoch from v.decided_at) * 1000)::float8 as "decidedMs", (extract(epoch from c.since) * 1000)::float8 as "fromMs", (extract(epoch from c.until) * 1000)::float8 as "toMs"
from compared c
join lateral (
  select decided_at from verdicts v where v.officer_id = c.officer_id and v.patrol_id = c.id order by version desc limit 1
) v on true;

with given as materialized (select $1::jsonb as body), kept as (
    insert into patrol_tracks as t (officer_id, patrol_id, track, places)
    select $2, $3, k.track, k.places
    from (values ($4::bytea, $5::bigint[])) as k (track, places)
    where k.track is not null
    on conflict (officer_id, patrol_id) do update set track = excluded.track, places = excluded.places
    where t.track <> excluded.track or t.places is distinct from excluded.places
  ), latest as (
    select version, body from verdicts
    where officer_id = $6 and patrol_id = $7
    order by version desc limit 1
  ), written as (
    insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set,
      grid_version, norm_id, norm_version, rule_set, body, origins, signatures, weak)
    select $8, $9, coalesce((select version from latest), 0) + 1,
      $10, $11, $12::float8,
      $13::float8, $14, $15,
      $16, $17, $18, given.body,
      (select coalesce(jsonb_agg(o), '[]') from (
  select distinct h.code as handheld, coalesce(o.protocol, 'xunji') as protocol, coalesce(o.trust, 'secret') as trust
  from unnest($19::bigint[],
    $20::timestamptz[]) as s (handheld_id, session)
  join handhelds h on h.id = s.handheld_id
  left join fix_origins o on o.handheld_id = s.handheld_id and o.session = s.session
  order by 1, 2, 3) o), $21::jsonb, $22::text[]
    from given where not exists (select from latest where latest.body = given.body)
    on conflict do nothing
    returning officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage
  ), named as (
    insert into "rollup_jobs" ("grid_id", "day", due_at)
    select distinct "grid_id", "day", $23::timestamptz from (
  select d.grid_id, d.day from written w cross join lateral rollup_days_of(w.officer_id, w.patrol_id) d) as k ("grid_id", "day") order by "grid_id", "day"
    on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming),
happened as (
select concat_ws('-', 'verdict', w.officer_id, w.patrol_id, w.version) as id, 'verdict.given' as type, p.grid_id as area_id,
  w.decided_at as at, json_build_object('officerId', w.officer_id, 'officer', o.code, 'patrolId', w.patrol_id, 'version', w.version,
    'outcome', w.outcome, 'effectiveMin', w.effective_min, 'coverage', w.coverage, 'gridId', p.grid_id,
    'startTime', to_char(p.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endTime', to_char(p.end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as data
from written w join patrols p on p.officer_id = w.officer_id and p.id = w.patrol_id join officers o on o.id = w.officer_id), wanted as (
  select h.*, w.id as webhook_id from happened h join webhooks w on w.state <> 'disabled' and h.type = any(w.event_types)
  where area_within(h.area_id, w.area_id, h.at)
), published as (
  insert into webhook_events (id, type, area_id, at, payload)
  select distinct on (id) id, type, area_id, at, json_build_object('type', type, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', data)::text
  from wanted order by id
  on conflict (id) do nothing
  returning id
), told as (
  insert into webhook_deliveries (webhook_id, event_id, due_at)
  select webhook_id, id, at from wanted join published using (id)
)
  select version from written;

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

-- server/db/store/reads.ts

select edition from rollup_clock;

select pg_current_wal_insert_lsn()::text as lsn;

select pg_last_wal_replay_lsn() >= $1::pg_lsn as is;

-- server/db/store/reopen-before.ts

delete from norms where id = $1 and id not in (select norm_id from norm_versions);

delete from scoring_schemes where id = $1 and id not in (select scheme_id from scoring_scheme_versions);

update norm_versions set valid_to = null where norm_id = $1 and version = $2;

update scoring_scheme_versions set valid_to = null where scheme_id = $1 and version = $2;

-- server/db/store/settings.ts

insert into "settings" ("key", "value") values ($1, $2) on conflict ("key") do update set "value" = $3;

insert into settings (key, value) values ($1, $2)
on conflict (key) do update set value = settings.value
returning value;

select "value" from "settings" where "key" = $1;
