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

-- server/db/verdicts/paths.ts

select drop_paths($1::timestamptz, $2::timestamptz)::int as dropped;

select exists (select from patrols p join settings s on s.key in ($1, $2)
where p.officer_id = $3 and p.id = $4 and p.start_time < s.value::timestamptz) as past;

-- server/db/verdicts/verdicts.ts

select "version", "decided_at", "body", "origins" from "verdicts" where "officer_id" = $1 and "patrol_id" = $2 order by "version" desc;

select "version", "decided_at", "body", "origins", "signatures" from "verdicts" where "officer_id" = $1 and "patrol_id" = $2 order by "version" desc;

-- server/services/verdicts/compared-later.ts

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $1::timestamptz from (
select * from unnest($2::bigint[], $3::bigint[])) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;
