-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/verdicts/contests.ts

select id, verdict_version as "verdictVersion", text, contested_by as "contestedBy", to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from contests where officer_id = $1 and patrol_id = $2
  order by id desc;

select id, verdict_version as "verdictVersion", text, to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from contests where officer_id = $1 and patrol_id = $2
  order by id desc;

with changed as (
    insert into contests (officer_id, patrol_id, verdict_version, text)
    select officer_id, patrol_id, version, $1 from verdicts
    where officer_id = $2 and patrol_id = $3
    order by version desc limit 1
    returning *
  ), named as (
    insert into "rollup_jobs" ("grid_id", "day", due_at)
    select distinct "grid_id", "day", $4::timestamptz from (select d.grid_id, d.day from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d) as k ("grid_id", "day") order by "grid_id", "day"
    on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
  select id, verdict_version as "verdictVersion", text, to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from changed;

with changed as (
    insert into contests (officer_id, patrol_id, verdict_version, text)
    select officer_id, patrol_id, version, $1 from verdicts
    where officer_id = $2 and patrol_id = $3
    order by version desc limit 1
    returning *
  ), named as (
insert into rollup_jobs (grid_id, day, due_at)
select d.grid_id, d.day, 'epoch'::timestamptz from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d
order by d.grid_id, d.day
on conflict (grid_id, day) do update set due_at = excluded.due_at, attempts = 0)
  select id, verdict_version as "verdictVersion", text, to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from changed;

with changed as (
    update contests set decision = $1, outcome = $2, note = $3,
      decided_by = $4, decided_at = now()
    where officer_id = $5 and patrol_id = $6 and id = $7 and decision is null
    returning *
  ), named as (
    insert into "rollup_jobs" ("grid_id", "day", due_at)
    select distinct "grid_id", "day", $8::timestamptz from (select d.grid_id, d.day from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d) as k ("grid_id", "day") order by "grid_id", "day"
    on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
  select id, verdict_version as "verdictVersion", text, to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from changed;

with changed as (
    update contests set decision = $1, outcome = $2, note = $3,
      decided_by = $4, decided_at = now()
    where officer_id = $5 and patrol_id = $6 and id = $7 and decision is null
    returning *
  ), named as (
insert into rollup_jobs (grid_id, day, due_at)
select d.grid_id, d.day, 'epoch'::timestamptz from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d
order by d.grid_id, d.day
on conflict (grid_id, day) do update set due_at = excluded.due_at, attempts = 0)
  select id, verdict_version as "verdictVersion", text, to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from changed;

-- server/db/verdicts/verdicts.ts

/* prepared */ with kept as (
  insert into patrol_tracks as t (officer_id, patrol_id, track)
  select $1, $2, k.track from (values ($3::bytea)) as k (track)
  where k.track is not null
  on conflict (officer_id, patrol_id) do update set track = excluded.track where t.track <> excluded.track
), latest as (
  select version, body from verdicts
  where officer_id = $4 and patrol_id = $5
  order by version desc limit 1
), written as (
  insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set,
    grid_version, norm_id, norm_version, rule_set, body)
  select $6, $7, coalesce((select version from latest), 0) + 1,
    $8, $9, $10::float8,
    $11::float8, $12, $13,
    $14, $15, $16, $17::jsonb
  where not exists (select from latest where body = $18::jsonb)
  on conflict do nothing
  returning officer_id, patrol_id, version
), named as (
  insert into rollup_jobs (grid_id, day, due_at)
  select d.grid_id, d.day, $19::timestamptz
  from written w cross join lateral rollup_days_of(w.officer_id, w.patrol_id) d
  order by d.grid_id, d.day
  on conflict (grid_id, day) do update set due_at = excluded.due_at, attempts = 0
)
select version from written;

select "version", "decided_at", "body" from "verdicts" where "officer_id" = $1 and "patrol_id" = $2 order by "version" desc;

-- server/services/verdicts/compared-later.ts

/* prepared */ with compared as (
  select p.officer_id, p.id, null::timestamptz as since, null::timestamptz as until from patrols p
  where p.grid_id = $1 and p.start_time >= $2::timestamptz and p.start_time < $3
  union all
  select p.officer_id, p.id, p.start_time, p.end_time from patrols p
  where p.officer_id <> $4 and p.start_time < $5::timestamptz and p.start_time > $6
    and p.end_time > $7::timestamptz
    and p.grid_id = any (array(select area_id from areas_at($8::timestamptz) where parent_id = $9))
)
select c.officer_id as "officerId", c.id, (extract(epoch from v.decided_at) * 1000)::float8 as "decidedMs", (extract(epoch from c.since) * 1000)::float8 as "fromMs", (extract(epoch from c.until) * 1000)::float8 as "toMs"
from compared c
join lateral (
  select decided_at from verdicts v where v.officer_id = c.officer_id and v.patrol_id = c.id order by version desc limit 1
) v on true;

-- server/services/verdicts/comparison-tracks.ts

/* prepared */ with chosen as (
  select 'own' as role, p.officer_id, p.id, p.start_time, p.end_time from patrols p
  where p.officer_id = $1 and p.id = $2
  union all (
    select 'history', p.officer_id, p.id, p.start_time, p.end_time from patrols p
    where p.grid_id = $3 and p.end_time <= $4::timestamptz and p.start_time > $5
    order by p.start_time desc, p.id desc limit $6
  ) union all (
    select 'other', p.officer_id, p.id, p.start_time, p.end_time from patrols p
    where p.officer_id <> $7 and p.start_time < $8::timestamptz and p.start_time > $9
      and (p.end_time is null or p.end_time > $10::timestamptz)
      and p.grid_id = any (array(select area_id from areas_at($11::timestamptz) where parent_id = $12))
    order by p.start_time desc, p.id desc limit $13
  )
)
select c.role, c.officer_id, c.id, exists (
    select from officer_pairs o
    where o.officer_id = least(c.officer_id, $14::bigint) and o.partner_id = greatest(c.officer_id, $15::bigint)
      and o.first_day <= $16::date and (o.last_day is null or o.last_day >= $17::date)
  ) as partner, c.end_time is not null as ended, j.xmin::text as state, t.track,
  case when t.track is null then (
    select json_agg(json_build_object('handheldId', a.handheld_id,
      'fromMs', round(date_part('epoch', greatest(c.start_time, a.valid_from)) * 1000),
      'toMs', round(date_part('epoch', least(coalesce(c.end_time, $18::timestamptz), a.valid_to - interval '1 ms')) * 1000))
      order by a.handheld_id, a.valid_from)
    from handheld_assignments a
    where a.officer_id = c.officer_id and a.valid_from <= coalesce(c.end_time, $19::timestamptz)
      and (a.valid_to is null or c.start_time < a.valid_to)
  ) end as stretches
from chosen c
left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id
  and j.patrol_id is null and c.role <> 'own'
order by c.start_time desc, c.id desc;

-- server/services/verdicts/patrol-facts.ts

/* prepared */ select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
  (extract(epoch from p.end_time) * 1000)::float8 as end_ms, p.grid_id, g.version as grid_version,
  g.name as grid_name, g.parent_id, g.time_zone, ST_AsGeoJSON(g.geom, 9)::json as polygon,
  n.norm_id, n.version as norm_version, n.rules
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral norm_for(p.grid_id, o.category, p.start_time) n on true
where p.officer_id = $1 and p.id = $2;
