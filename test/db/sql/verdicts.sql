-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/verdicts/contests.ts

select id, verdict_version as "verdictVersion", text, contested_by as "contestedBy", to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from contests where officer_id = $1 and patrol_id = $2
  order by id desc;

with changed as (
    insert into contests (officer_id, patrol_id, verdict_version, text, contested_by)
    select officer_id, patrol_id, version, $1, $2 from verdicts
    where officer_id = $3 and patrol_id = $4
    order by version desc limit 1
    returning *
  ), named as (
    insert into "rollup_jobs" ("grid_id", "day", due_at)
    select distinct "grid_id", "day", $5::timestamptz from (select d.grid_id, d.day from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d) as k ("grid_id", "day") order by "grid_id", "day"
    on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
  select id, verdict_version as "verdictVersion", text, contested_by as "contestedBy", to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
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
  select id, verdict_version as "verdictVersion", text, contested_by as "contestedBy", to_char(contested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "contestedAt", decision,
outcome, note, decided_by as "decidedBy", to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt" from changed;

-- server/db/verdicts/judged-patrols.ts

select p.officer_id as "officerId", o.name as "officerName", p.id as "patrolId", g.name as "gridName",
  to_char(p.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startTime"
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
where p.start_time >= ($1::timestamp at time zone area_time_zone($2::bigint, $3::timestamp at time zone 'UTC')) and p.start_time < ($4::timestamp at time zone area_time_zone($5::bigint, $6::timestamp at time zone 'UTC'))
  and p.grid_id in (select area_subtree($7::bigint, ($8::timestamp at time zone area_time_zone($9::bigint, $10::timestamp at time zone 'UTC')), ($11::timestamp at time zone area_time_zone($12::bigint, $13::timestamp at time zone 'UTC'))))
  and exists (select from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id)
order by p.start_time, p.officer_id, p.id;

select v.body as verdict, d.outcome is not null as decided
from patrols p join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
where p.officer_id = $1 and p.id = $2;

-- server/db/verdicts/paths.ts

select drop_paths($1::timestamptz, $2::timestamptz)::int as dropped;

-- server/db/verdicts/verdicts.ts

select "version", "decided_at", "body", "origins", "signatures" from "verdicts" where "officer_id" = $1 and "patrol_id" = $2 order by "version" desc;

-- server/db/verdicts/weak-signals.ts

with shown as materialized (
  select distinct p.officer_id
  from verdicts w join patrols p on p.officer_id = w.officer_id and p.id = w.patrol_id
  where w.weak <> '{}' and p.start_time >= $1 and p.start_time < $2 and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
)
select p.officer_id as "officerId", o.name as "officerName", p.id as "patrolId", to_char(p.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startTime",
  g.name as "gridName", coalesce(d.outcome, v.outcome) as outcome,
  case when d.outcome is null or d.outcome = v.outcome then v.weak else '{}' end as signals
from shown s
join patrols p on p.officer_id = s.officer_id and p.start_time >= $6 and p.start_time < $7 and p.grid_id in (select area_subtree($8::bigint, $9::timestamptz, $10::timestamptz))
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
order by p.officer_id, p.start_time, p.id;

with shown as materialized (
  select distinct p.officer_id
  from verdicts w join patrols p on p.officer_id = w.officer_id and p.id = w.patrol_id
  where w.weak <> '{}' and p.start_time >= $1 and p.start_time < $2 and p.officer_id = $3
)
select p.officer_id as "officerId", o.name as "officerName", p.id as "patrolId", to_char(p.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startTime",
  g.name as "gridName", coalesce(d.outcome, v.outcome) as outcome,
  case when d.outcome is null or d.outcome = v.outcome then v.weak else '{}' end as signals
from shown s
join patrols p on p.officer_id = s.officer_id and p.start_time >= $4 and p.start_time < $5 and p.officer_id = $6
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
order by p.officer_id, p.start_time, p.id;

-- server/services/verdicts/compared-later.ts

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $1::timestamptz from (
select * from unnest($2::bigint[], $3::bigint[])) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;
