-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/patrols/coverage-hours.ts

with span as (
  select z.zone, $1::timestamp at time zone z.zone as since, $2::timestamp at time zone z.zone as until
  from (select area_time_zone($3::bigint, $4::timestamp at time zone 'UTC') as zone) z
), grids as materialized (
  select area_subtree($5::bigint, since, until) as id from span
), walked as (
  select p.start_time at time zone s.zone as began, p.end_time at time zone s.zone as ended
  from span s join patrols p on p.start_time >= s.since and p.start_time < s.until
  join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
  where p.end_time is not null and p.grid_id in (select id from grids) and coalesce(d.outcome, v.outcome) <> 'suspicious'
), parts as (
  select ((extract(isodow from h.hour)::int - 1) * 24 + extract(hour from h.hour)::int) as hour,
    extract(epoch from least(h.hour + interval '1 hour', w.ended) - greatest(h.hour, w.began)) / 60 as minutes, 0 as incidents
  from walked w cross join lateral generate_series(date_trunc('hour', w.began), w.ended, interval '1 hour') h (hour)
  union all
  select ((extract(isodow from (i.occurred_from at time zone s.zone))::int - 1) * 24 + extract(hour from (i.occurred_from at time zone s.zone))::int), 0, 1
  from span s join incidents i on i.occurred_from >= s.since and i.occurred_from < s.until
  where i.grid_id in (select id from grids)
)
select hour, round(sum(minutes)::numeric, 1)::float8 as minutes, sum(incidents)::int as incidents from parts group by hour;

-- server/db/patrols/declared.ts

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $1::timestamptz from (
select officer_id, id from patrols
where officer_id = $2 and origin = 'declared' and start_time = any($3::timestamptz[])
  and end_time is not null) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into patrols (officer_id, grid_id, origin, start_time, end_time, guessed_until)
values ($1, $2, 'declared', $3, $4,
  $5);

insert into recognition_jobs (officer_id, day)
select $1, ($2::timestamptz at time zone 'UTC')::date + d from generate_series(0, $3::int) d
on conflict do nothing;

select id, coalesce(declared_grid_id, grid_id) as "gridId", round(date_part('epoch', start_time) * 1000) as "startMs",
  round(date_part('epoch', end_time) * 1000) as "endMs", round(date_part('epoch', guessed_until) * 1000) as "guessedUntilMs"
from patrols
where officer_id = $1 and origin = 'declared' and start_time between $2 and $3;

select officer_id as "officerId", round(date_part('epoch', start_time) * 1000) as "startMs" from patrols
where origin = 'declared' and end_time is null and start_time <= $1;

select r.id from patrols r where r.officer_id = $1 and r.origin = 'recognised' and exists (
select from patrols p where p.officer_id = r.officer_id and p.origin = 'declared'
  and p.start_time = any($2::timestamptz[]) and p.guessed_until is null
  and p.start_time < r.end_time and (p.end_time is null or p.end_time > r.start_time));

update patrols set start_time = $1, end_time = $2,
  guessed_until = $3, grid_id = $4, declared_grid_id = null
where officer_id = $5 and id = $6;

-- server/db/patrols/list-patrols.ts

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where p.officer_id = $1
  and p.id = $2
  and true
  and true
  and true
  and true
  and true and true
  and true
order by p.start_time desc, p.id desc
limit $3;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where p.officer_id = $1
  and true
  and p.start_time >= $2
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where p.officer_id = $1
  and true
  and p.start_time >= $2
  and true
  and true
  and true
  and true and true
  and true
order by p.start_time desc, p.id desc
limit $3;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where p.officer_id = $1
  and true
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and p.id = $1
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and p.start_time < $2
  and coalesce(d.outcome, v.outcome) = $3
  and true
  and true and p.grid_id in (select area_subtree($4::bigint, $5::timestamptz, $6::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $7;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and p.start_time < $2
  and true
  and coalesce(d.outcome, v.outcome) is not null
  and true and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and p.start_time < $2
  and true
  and true
  and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz)) and p.grid_id in (select area_subtree($6::bigint, $7::timestamptz, $8::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $9;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and p.start_time < $2
  and true
  and true
  and true and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and true
  and true
  and coalesce(d.outcome, v.outcome) is not null
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and true
  and true
  and true
  and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz)) and p.grid_id in (select area_subtree($5::bigint, $6::timestamptz, $7::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $8;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and p.start_time >= $1
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and true
  and p.start_time < $1
  and true
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and true
  and true
  and coalesce(d.outcome, v.outcome) = $1
  and true
  and true and p.grid_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $5;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and true
  and true
  and true
  and true
  and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz)) and p.grid_id in (select area_subtree($4::bigint, $5::timestamptz, $6::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $7;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  and (p.start_time, p.id) < ($4::timestamptz, $5::bigint)
order by p.start_time desc, p.id desc
limit $6;

select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
  p.end_time, p.guessed_until is not null as end_guessed, coalesce(d.outcome, v.outcome) as outcome,
  v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
  v.coverage, n.rules, d.decision,
  exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
from patrols p
join officers o on o.id = p.officer_id
join areas_at(p.start_time) g on g.area_id = p.grid_id
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
where true
  and true
  and true
  and true
  and true
  and true
  and true and p.grid_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  and true
order by p.start_time desc, p.id desc
limit $4;

-- server/db/patrols/patrol-codes.ts

select o.code as "officerCode", a.code as "gridCode"
from officers o, areas a where o.id = $1 and a.id = $2;

-- server/db/patrols/patrol-heads.ts

select p.grid_id as "gridId", coalesce(d.outcome, v.outcome) as outcome, p.end_time is null as "isOpen"
from patrols p
left join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
where p.start_time >= $1 and p.start_time < $2
  and p.grid_id in (select area_subtree($3::bigint, $4::timestamptz, $5::timestamptz))
order by p.start_time desc, p.id desc;

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

select id from patrols where officer_id = $1 and origin = 'declared'
  and coalesce(guessed_until, end_time) = $2
order by start_time desc limit 1;

select id from patrols where officer_id = $1 and origin = 'declared' and start_time <= $2
  and (end_time is null or end_time >= $3)
order by start_time desc limit 1;

select round(date_part('epoch', start_time) * 1000) as "startMs" from patrols
where officer_id = $1 and id = $2 and origin = 'declared';

-- server/db/patrols/presses.ts

insert into patrol_presses (handheld_id, officer_id, kind, device_time, at, receive_time, grid_id, start_time, unplaced)
values ($1, $2, $3, $4, $5,
  $6, $7,
  $8, $9)
on conflict do nothing;

select g.area_id as id from areas a join areas_at($1::timestamptz) g on g.area_id = a.id
where a.code = $2 and g.level = 'grid';

select p.kind, round(date_part('epoch', p.at) * 1000) as "atMs", round(date_part('epoch', p.device_time) * 1000) as "deviceMs", round(date_part('epoch', p.start_time) * 1000) as "startMs",
    p.unplaced as "isUnplaced", coalesce(p.grid_id,
coalesce((
  select oa.area_id from officer_assignments oa where oa.officer_id = $1::bigint and
oa.valid_from <= p.at and (oa.valid_to is null or p.at < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= p.at and (v.valid_to is null or p.at < v.valid_to))
  order by oa.valid_from desc limit 1
), (
  select oa.area_id from officer_leave l join officer_assignments oa on oa.officer_id = l.officer_id,
    lateral (select area_time_zone(oa.area_id, p.at) as zone) z
  where l.substitute_id = $2::bigint and
oa.valid_from <= p.at and (oa.valid_to is null or p.at < oa.valid_to) and exists (
  select from area_versions v where v.area_id = oa.area_id
    and v.valid_from <= p.at and (v.valid_to is null or p.at < v.valid_to))
    and l.first_day::timestamp at time zone z.zone <= p.at and p.at < (l.last_day + interval '36 hours') at time zone z.zone
  order by l.first_day desc, oa.area_id limit 1
))) as "gridId"
  from patrol_presses p
  where p.at >= $3 and p.at <= $4 and (p.officer_id = $5 or p.handheld_id = any(array(
    select handheld_id from handheld_assignments where officer_id = $6))) and (p.officer_id = $7 or exists (
select from handheld_assignments a where a.handheld_id = p.handheld_id and a.officer_id = $8
  and a.valid_from <= p.at and (a.valid_to is null or p.at < a.valid_to)));

select round(date_part('epoch', at) * 1000) as "atMs", unplaced as "isUnplaced" from patrol_presses
where handheld_id = $1 and kind = $2 and device_time = $3;

update patrol_presses e set at = greatest(e.receive_time, s.at + interval '1 ms'), unplaced = true
from patrol_presses s
where e.handheld_id = $1 and e.kind = 'end' and not e.unplaced and e.start_time = any($2::timestamptz[])
  and s.handheld_id = e.handheld_id and s.kind = 'start' and not s.unplaced and e.start_time in (s.device_time, s.at)
  and e.at <= s.at;

-- server/db/patrols/recognition.ts

delete from recognition_jobs j using (
  select officer_id, day from recognition_jobs order by day, officer_id limit $1 for update skip locked
) d
where j.officer_id = d.officer_id and j.day = d.day
returning j.officer_id as "officerId", j.day::text;

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
      and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) >= $3 and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) < $4 and f.receive_time >= $5
      and f.handheld_id in (select handheld_id from handheld_assignments where officer_id = $6)
  ), free as (
    select a.officer_id, f.cell, (array_agg(f.position order by f.at))[1] as position, count(*) as fixes
    from heard h
    join (
      select f.handheld_id, f.cell, f.position, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as at from fixes f
      where f.session >= $7 and f.session < $8
    ) f on f.handheld_id = h.handheld_id and f.at >= $9 and f.at < $10
    join handheld_assignments a on a.handheld_id = f.handheld_id
      and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
    left join patrols p on p.officer_id = a.officer_id and p.origin = 'declared'
      and p.start_time <= f.at and (p.end_time is null or f.at <= p.end_time)
    where p.id is null and a.officer_id = $11
    group by a.officer_id, f.cell
  ), walked as (
    select w.officer_id, g.area_id, g.version, sum(w.fixes) as fixes
    from free w
    join areas_at($12::timestamptz) g on g.level = 'grid' and g.geom && w.position and ST_Covers(g.geom, w.position)
    group by w.officer_id, g.area_id, g.version
  )
  select w.officer_id, w.area_id as grid_id, w.version, ST_AsGeoJSON(v.geom, 9)::json as polygon, n.rules
  from walked w
  join area_versions v on v.area_id = w.area_id and v.version = w.version
  join officers o on o.id = w.officer_id
  left join lateral norm_for(w.area_id, o.category, $13::timestamptz) n on true
  where w.fixes >= $14
  order by w.officer_id, w.area_id;

with heard as (
    select distinct f.handheld_id from fixes f
    where f.session >= $1 and f.session < $2
      and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) >= $3 and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) < $4 and f.receive_time >= $5
      and f.handheld_id in (select id from handhelds)
  ), free as (
    select a.officer_id, f.cell, (array_agg(f.position order by f.at))[1] as position, count(*) as fixes
    from heard h
    join (
      select f.handheld_id, f.cell, f.position, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as at from fixes f
      where f.session >= $6 and f.session < $7
    ) f on f.handheld_id = h.handheld_id and f.at >= $8 and f.at < $9
    join handheld_assignments a on a.handheld_id = f.handheld_id
      and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
    left join patrols p on p.officer_id = a.officer_id and p.origin = 'declared'
      and p.start_time <= f.at and (p.end_time is null or f.at <= p.end_time)
    where p.id is null and true
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

with put as (insert into patrols (officer_id, grid_id, origin, start_time, end_time)
    values ($1, $2, 'recognised', $3, $4)
    on conflict (officer_id, origin, start_time) do update set end_time = excluded.end_time returning officer_id, id), left_days as (
insert into "rollup_jobs" ("grid_id", "day", due_at)
select distinct "grid_id", "day", $5::timestamptz from (select grid_id, day from rollup_days_of($6, $7)) as k ("grid_id", "day") order by "grid_id", "day"
on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
select distinct "officer_id", "patrol_id", $8::timestamptz from (select officer_id, id from put) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

with put as (update patrols set grid_id = $1, start_time = $2, end_time = $3
    where officer_id = $4 and id = $5 returning officer_id, id), left_days as (
insert into "rollup_jobs" ("grid_id", "day", due_at)
select distinct "grid_id", "day", $6::timestamptz from (select grid_id, day from rollup_days_of($7, $8)) as k ("grid_id", "day") order by "grid_id", "day"
on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming)
insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
select distinct "officer_id", "patrol_id", $9::timestamptz from (select officer_id, id from put) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

-- server/db/patrols/settle.ts

update patrols set grid_id = $1,
  declared_grid_id = nullif(coalesce(declared_grid_id, grid_id), $2::bigint)
where officer_id = $3 and id = $4 and grid_id <> $5;

with settled as (
  update patrols set end_time = $1
  where officer_id = $2 and id = $3 and guessed_until = $4
  returning officer_id, id
)
insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
select distinct "officer_id", "patrol_id", $5::timestamptz from (select officer_id, id from settled) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

with walked as (
    select f.cell, (array_agg(f.position))[1] as position, count(*)::int as fixes
    from handheld_assignments a
    join (select f.handheld_id, f.session, f.cell, f.position, f.marks, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as at from fixes f) f
      on f.handheld_id = a.handheld_id and f.session between $1 and $2
      and f.at between $3::timestamptz and $4 and f.marks = 0
      and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
    where a.officer_id = $5
    group by f.cell
  ), held as (
    select oa.officer_id, oa.area_id from officer_assignments oa
    where oa.valid_from <= $6::timestamptz and (oa.valid_to is null or $7::timestamptz < oa.valid_to)
  ), owed as (
    select area_id from held where officer_id = $8
    union
    select h.area_id from officer_leave l join held h on h.officer_id = l.officer_id
    where l.substitute_id = $9 and ($10::timestamptz at time zone $11)::date between l.first_day and l.last_day
  )
  select g.area_id as "gridId", sum(w.fixes)::int as fixes, g.area_id in (select area_id from owed) as owed,
    exists (select from held h cross join lateral area_placement(h.area_id, $12::timestamptz) o
      cross join lateral area_placement(g.area_id, $13::timestamptz) p
      where h.officer_id = $14 and p.town_id is not distinct from o.town_id
        and p.district_id is not distinct from o.district_id) as near
  from walked w
  left join areas_at($15::timestamptz) g on g.level = 'grid' and g.geom && w.position and ST_Covers(g.geom, w.position)
  group by g.area_id;

-- server/db/patrols/suggested-patrol.ts

select g.version, g.time_zone as "timeZone", ST_AsGeoJSON(g.geom, 9)::json as polygon,
  (n.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) g
left join lateral norm_for(g.area_id, 'full-time', $2::timestamptz) n on true
where g.area_id = $3 and g.level = 'grid';

select p.grid_id as "gridId", (extract(epoch from p.start_time) * 1000)::float8 as "startMs",
  (extract(epoch from p.end_time - p.start_time) / 60)::float8 as minutes,
  (select v.body #> '{cells,seen}' from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id
    order by v.version desc limit 1) as seen
from patrols p where p.officer_id = $1 and p.id = $2 and p.end_time is not null;

-- server/db/patrols/withdrawn-patrols.ts

delete from "contests" where officer_id = $1 and patrol_id = $2;

delete from "patrol_tracks" where officer_id = $1 and patrol_id = $2;

delete from "verdict_jobs" where officer_id = $1 and patrol_id = $2;

delete from "verdicts" where officer_id = $1 and patrol_id = $2;

delete from patrols where officer_id = $1 and id = $2;

insert into withdrawn_patrols (officer_id, patrol_id, body)
select p.officer_id, p.id, jsonb_build_object('patrol', to_jsonb(p),
  'verdicts', (select coalesce(jsonb_agg(to_jsonb(v) order by v.version), '[]') from verdicts v
    where v.officer_id = p.officer_id and v.patrol_id = p.id),
  'contests', (select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]') from contests c
    where c.officer_id = p.officer_id and c.patrol_id = p.id))
from patrols p where p.officer_id = $1 and p.id = $2;

-- server/services/patrols/reconcile-officer.ts

select id from officers where id = $1 for update;
