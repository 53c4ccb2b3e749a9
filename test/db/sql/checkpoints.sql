-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/checkpoints/asked.ts

select distinct c.id as number, c.checkpoint_id as "checkpointId", jsonb_build_object('lng', c.lng, 'lat', c.lat) as position
from unnest($1::text[], $2::float8[],
  $3::float8[]) as w (id, lng, lat)
join checkpoint_codes c on c.checkpoint_id = w.id and c.lng between w.lng - 0.02 and w.lng + 0.02
  and c.lat between w.lat - 0.02 and w.lat + 0.02 and c.ended_at is null
order by number;

select distinct on (a.code, c ->> 'id', c -> 'position') n.area_id as "areaId", a.code as area, g.name as "areaName",
  c ->> 'id' as id, c ->> 'name' as name, c -> 'position' as position
from area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) s (id)
join norms n on n.area_id = s.id join areas a on a.id = n.area_id join areas_at($4::timestamptz) g on g.area_id = n.area_id
join norm_versions v on v.norm_id = n.id and v.valid_from <= $5::timestamptz and (v.valid_to is null or $6::timestamptz < v.valid_to)
cross join lateral jsonb_array_elements(v.rules -> 'checkpoints') c
order by a.code, c ->> 'id', c -> 'position', n.id;

-- server/db/checkpoints/codes.ts

insert into checkpoint_codes (area_id, checkpoint_id, lng, lat, secret, made_by, made_at)
select w.area_id, w.checkpoint_id, w.lng, w.lat, w.secret, $1, $2 from (
select * from unnest($3::bigint[], $4::text[],
  $5::float8[], $6::float8[],
  $7::text[]) with ordinality as w (area_id, checkpoint_id, lng, lat, secret, place)) w
on conflict do nothing;

select
c.id as number, c.checkpoint_id as "checkpointId", json_build_object('lng', c.lng, 'lat', c.lat) as position, c.secret,
area_time_zone(c.area_id, $1::timestamptz) as "timeZone", round(date_part('epoch', c.ended_at) * 1000) as "endedMs" from (
  select * from unnest($2::bigint[], $3::text[],
    $4::float8[], $5::float8[],
    $6::text[]) with ordinality as w (area_id, checkpoint_id, lng, lat, secret, place)) w join checkpoint_codes c on c.area_id = w.area_id and c.checkpoint_id = w.checkpoint_id
    and c.lng = w.lng and c.lat = w.lat and c.ended_at is null
  order by w.place;

select
c.id as number, c.checkpoint_id as "checkpointId", json_build_object('lng', c.lng, 'lat', c.lat) as position, c.secret,
area_time_zone(c.area_id, $1::timestamptz) as "timeZone", round(date_part('epoch', c.ended_at) * 1000) as "endedMs" from checkpoint_codes c where c.id = $2;

update checkpoint_codes set ended_at = $1
where area_id = $2 and checkpoint_id = $3 and ended_at is null;

-- server/db/checkpoints/scans.ts

delete from checkpoint_scans where receive_time < $1;

select count(*)::int as count from checkpoint_scans
where handheld_id = $1 and receive_time >= $2 and refused is not null;

select refused from checkpoint_scans
where handheld_id = $1 and device_time = $2::timestamptz and code = $3;

select round(date_part('epoch', s.at) * 1000) as "atMs", s.handheld_id as "handheldId", c.checkpoint_id as "checkpointId", s.kind, s.refused, s.typed,
    s.tag_count as count, exists (
      select from checkpoint_scans b where b.code_id = s.code_id and b.kind = s.kind and b.tag_count >= s.tag_count and b.at < s.at
    ) as "countedBefore"
  from
handheld_assignments a join checkpoint_scans s on s.handheld_id = a.handheld_id
  and s.at >= greatest(a.valid_from, $1::timestamptz) and s.at <= $2::timestamptz
  and (a.valid_to is null or s.at < a.valid_to) and a.officer_id = $3 left join checkpoint_codes c on c.id = s.code_id
  order by s.at, s.handheld_id, s.code limit $4;

with added as (
  insert into checkpoint_scans (handheld_id, device_time, code, at, receive_time, code_id, kind, refused, typed, tag_count)
  values ($1, $2, $3, $4, $5, $6, $7,
    $8, $9, $10)
  on conflict do nothing returning *
), named as (
  insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $11::timestamptz from (
select p.officer_id, p.id from added s
join handheld_assignments a on a.handheld_id = s.handheld_id and a.valid_from <= s.at and (a.valid_to is null or s.at < a.valid_to)
join patrols p on p.officer_id = a.officer_id and p.start_time <= s.at and p.end_time is not null
  and coalesce(p.guessed_until, p.end_time) >= s.at
where s.refused is null) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
select refused from added;

-- server/db/checkpoints/screens.ts

select c.id as number, c.secret, area_time_zone(c.area_id, $1::timestamptz) as "timeZone", g.name as "areaName",
  c.checkpoint_id as checkpoint, k ->> 'name' as name
from checkpoint_codes c join areas_at($2::timestamptz) g on g.area_id = c.area_id join norms n on n.area_id = c.area_id
join norm_versions v on v.norm_id = n.id and v.valid_from <= $3::timestamptz and (v.valid_to is null or $4::timestamptz < v.valid_to)
cross join lateral jsonb_array_elements(v.rules -> 'checkpoints') k
where c.id = $5 and c.ended_at is null and k ->> 'id' = c.checkpoint_id
  and (k -> 'position' ->> 'lng')::float8 = c.lng and (k -> 'position' ->> 'lat')::float8 = c.lat
order by n.id limit 1;
