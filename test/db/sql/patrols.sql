-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/patrols/list-patrols.ts

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where p.officer_id = $1
  and p.id = $2
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where p.officer_id = $1
  and p.id = $2
  and true
  and true
  and true
  and true and true
  and true
order by p.start_time desc, p.id desc
limit $3;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where p.officer_id = $1
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where true
  and true
  and p.start_time >= $1
  and p.start_time < $2
  and true
  and true and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where true
  and true
  and p.start_time >= $1
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where true
  and true
  and true
  and true
  and true
  and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz)) and p.grid_id in (select area_subtree($4::bigint, $5::timestamptz, $6::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $7;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where true
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  and (p.start_time, p.id) < ($4::timestamptz, $5::bigint)
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, v.outcome, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, c.id is not null as contested, c.decision
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
left join lateral (
  select * from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id order by c.id desc limit 1
) c on true
where true
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $4;

-- server/db/patrols/patrol-tracks.ts

with dropped as (
  delete from patrol_tracks t using patrols p
  where p.officer_id = t.officer_id and p.id = t.patrol_id and p.start_time < $1
  returning 1
)
select count(*)::int as dropped from dropped;

-- server/db/patrols/patrols.ts

select "id", "start_time" from "patrols" where "officer_id" = $1 and "end_time" is null order by "start_time" desc limit $2;

select "officer_id", "id", "start_time" from "patrols" where "end_time" is null order by "start_time";

with forgotten as (
  update patrols set end_time = $1
  where officer_id = $2 and origin = 'declared' and end_time is null and start_time < $3
  returning officer_id, id
), job as (
  insert into verdict_jobs (officer_id, patrol_id, due_at)
  select officer_id, id, $4::timestamptz from forgotten
  on conflict (officer_id, patrol_id) do update set due_at = excluded.due_at, attempts = 0
)
insert into patrols (officer_id, grid_id, origin, start_time)
values ($5, $6, 'declared', $7)
on conflict (officer_id, origin, start_time) do update set grid_id = patrols.grid_id
returning id;

with target as (
  select id from patrols
  where officer_id = $1 and origin = 'declared' and start_time <= $2
    and (end_time is null or end_time = $3)
  order by start_time desc limit 1
), ended as (
  update patrols p set end_time = $4 from target
  where p.officer_id = $5 and p.id = target.id
  returning p.officer_id, p.id
), job as (
  insert into verdict_jobs (officer_id, patrol_id, due_at)
  select officer_id, id, $6::timestamptz from ended
  on conflict (officer_id, patrol_id) do update set due_at = excluded.due_at, attempts = 0
)
select id from ended;

-- server/db/patrols/recognition.ts

select handheld_id as "handheldId",
  (extract(epoch from greatest(valid_from, $1::timestamptz)) * 1000)::float8 as "fromMs",
  (extract(epoch from least(valid_to, $2::timestamptz) - interval '1 ms') * 1000)::float8 as "toMs"
from handheld_assignments
where officer_id = $3 and valid_from < $4 and (valid_to is null or valid_to > $5)
order by handheld_id, valid_from;

select id, grid_id as "gridId", origin, round(date_part('epoch', start_time) * 1000) as "startMs",
  round(date_part('epoch', end_time) * 1000) as "endMs"
from patrols
where officer_id = $1 and start_time < $2 and (end_time is null or end_time > $3)
order by start_time, id;

with heard as (
  select distinct f.handheld_id from fixes f
  where f.session >= $1 and f.session < $2
    and f.device_time >= $3 and f.device_time < $4 and f.receive_time >= $5
), free as (
  select a.officer_id, f.cell, (array_agg(f.position order by f.device_time))[1] as position, count(*) as fixes
  from heard h
  join fixes f on f.handheld_id = h.handheld_id and f.session >= $6
    and f.session < $7 and f.device_time >= $8 and f.device_time < $9
  join handheld_assignments a on a.handheld_id = f.handheld_id
    and a.valid_from <= f.device_time and (a.valid_to is null or f.device_time < a.valid_to)
  left join patrols p on p.officer_id = a.officer_id and p.origin = 'declared'
    and p.start_time <= f.device_time and (p.end_time is null or f.device_time <= p.end_time)
  where p.id is null
  group by a.officer_id, f.cell
), walked as (
  select w.officer_id, g.area_id, g.version, sum(w.fixes) as fixes
  from free w
  join areas_at($10::timestamptz) g on g.level = 'grid' and g.geom && w.position and ST_Covers(g.geom, w.position)
  group by w.officer_id, g.area_id, g.version
)
select w.officer_id, w.area_id as grid_id, w.version, ST_AsGeoJSON(v.geom, 9)::json as polygon, n.rules
from walked w
join area_versions v on v.area_id = w.area_id and v.version = w.version
join officers o on o.id = w.officer_id
left join lateral norm_for(w.area_id, o.category, $11::timestamptz) n on true
where w.fixes >= $12
order by w.officer_id, w.area_id;

-- server/db/patrols/suggested-patrol.ts

select g.version, g.time_zone as "timeZone", ST_AsGeoJSON(g.geom, 9)::json as polygon,
  (n.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) n on true
where g.area_id = $3 and g.level = 'grid';
