-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/rollups/day-facts.ts

select distinct p.officer_id as "officerId", p.id as "patrolId",
  round(date_part('epoch', p.start_time) * 1000) as "startMs", round(date_part('epoch', p.end_time) * 1000) as "endMs"
from unnest($1::bigint[],
  $2::timestamptz[],
  $3::timestamptz[]) as o (officer_id, start_time, end_time)
join patrols p on p.officer_id = o.officer_id
  and p.start_time <= o.end_time and p.end_time >= o.start_time
where exists (select from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id);

with d as (
select k.grid_id, k.day, z.zone, k.day::timestamp at time zone z.zone as day_start,
  (k.day + 1)::timestamp at time zone z.zone as day_end, (k.day + interval '12 hours') at time zone z.zone as noon
from unnest($1::bigint[], $2::date[]) as k (grid_id, day)
cross join lateral (select area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC') as zone) z)
  select d.grid_id as "gridId", d.day::text, count(*)::int as count
  from d join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
  group by d.grid_id, d.day;

with d as (
select k.grid_id, k.day, z.zone, k.day::timestamp at time zone z.zone as day_start,
  (k.day + 1)::timestamp at time zone z.zone as day_end, (k.day + interval '12 hours') at time zone z.zone as noon
from unnest($1::bigint[], $2::date[]) as k (grid_id, day)
cross join lateral (select area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC') as zone) z)
  select d.grid_id as "gridId", d.day::text, d.zone as "timeZone", v.version as "gridVersion"
  from d
  cross join lateral (
    select version from area_versions v where v.area_id = d.grid_id
    order by (v.valid_from <= d.noon and (v.valid_to is null or d.noon < v.valid_to)) desc, version desc limit 1
  ) v;

with d as (
select k.grid_id, k.day, z.zone, k.day::timestamp at time zone z.zone as day_start,
  (k.day + 1)::timestamp at time zone z.zone as day_end, (k.day + interval '12 hours') at time zone z.zone as noon
from unnest($1::bigint[], $2::date[]) as k (grid_id, day)
cross join lateral (select area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC') as zone) z)
  select d.grid_id as "gridId", d.day::text, p.officer_id as "officerId", p.id as "patrolId",
    round(date_part('epoch', p.start_time) * 1000) as "startMs", round(date_part('epoch', p.end_time) * 1000) as "endMs",
    p.origin, v.version as "verdictVersion", coalesce(c.outcome, v.outcome) as outcome,
    v.effective_min as "effectiveMin", v.coverage, m.distance_m as "distanceM", m.gap_min as "gapMin",
    m.checkpoints_visited as "checkpointsVisited", m.checkpoints_required as "checkpointsRequired",
    m.weak_signals as "weakSignals", m.strong_signals as "strongSignals", m.signals, m.visited, m.seen,
    exists (select from contests o where o.officer_id = p.officer_id and o.patrol_id = p.id) as contested,
    c.outcome is not null as overridden, case when c.outcome is not null then c.verdict_version end as "decidedVersion"
  from d
  join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
    and p.end_time is not null
  join lateral (
    select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
  ) v on true
  cross join lateral (
    select (v.body #>> '{measures,distanceM,best}')::float8 as distance_m,
      (v.body #>> '{measures,gapMin}')::float8 as gap_min, v.body #> '{cells,seen}' as seen,
      jsonb_array_length(v.body -> 'checkpoints') as checkpoints_required,
      jsonb_array_length(jsonb_path_query_array(v.body, '$.checkpoints[*] ? (@.visited == true)')) as checkpoints_visited,
      jsonb_path_query_array(v.body, '$.checkpoints[*] ? (@.visited == true).id') as visited,
      jsonb_path_query_array(v.body, '$.signals[*].code') as signals,
      jsonb_array_length(jsonb_path_query_array(v.body, '$.signals[*] ? (@.strength == "weak")')) as weak_signals,
      jsonb_array_length(jsonb_path_query_array(v.body, '$.signals[*] ? (@.strength == "strong")')) as strong_signals
  ) m
  left join lateral standing_decision(p.officer_id, p.id) c on true
  order by p.start_time, p.officer_id, p.id;

with d as (
select k.grid_id, k.day, z.zone, k.day::timestamp at time zone z.zone as day_start,
  (k.day + 1)::timestamp at time zone z.zone as day_end, (k.day + interval '12 hours') at time zone z.zone as noon
from unnest($1::bigint[], $2::date[]) as k (grid_id, day)
cross join lateral (select area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC') as zone) z),
  holders as (
    select d.grid_id, d.day, a.officer_id, l.substitute_id, l.officer_id is not null as on_leave
    from d
    join officer_assignments a on a.area_id = d.grid_id
      and a.valid_from <= d.noon and (a.valid_to is null or d.noon < a.valid_to)
    left join officer_leave l on l.officer_id = a.officer_id and d.day between l.first_day and l.last_day
  ),
  parts as (
    select grid_id, day, officer_id, true as holds, on_leave, false as stands_in from holders
    union all
    select h.grid_id, h.day, h.substitute_id, false, false, true from holders h where h.substitute_id is not null
    union all
    select d.grid_id, d.day, p.officer_id, false, false, false
    from d join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
  ),
  officers_of as (
    select grid_id, day, officer_id, bool_or(holds) as holds, bool_or(on_leave) as on_leave,
      bool_or(stands_in) as stands_in
    from parts group by grid_id, day, officer_id
  )
  select o.grid_id as "gridId", o.day::text, o.officer_id as "officerId", o.holds, o.stands_in as "standsIn",
    o.on_leave or exists (select from officer_leave l
      where l.officer_id = o.officer_id and o.day between l.first_day and l.last_day) as "onLeave",
    n.norm_id as "normId", n.version as "normVersion", n.rules
  from officers_of o
  join d on d.grid_id = o.grid_id and d.day = o.day
  join officers p on p.id = o.officer_id
  left join lateral norm_for(o.grid_id, p.category, d.noon) n on true
  order by o.officer_id;

-- server/db/rollups/day-rollups.ts

insert into day_rollups (officer_id, grid_id, edition, village_id, town_id, district_id, city_id, norm_id, day,
  norm_version, cell_set_id, held, officer_category, outcome, digest, seen, signals, visits, duty_days, on_duty_days, leave_days, patrols_required, patrols_done, windows_due, windows_kept, completed, incomplete, suspicious, unverifiable, recognised, required_s, effective_s, joint_s, help_s, span_s, gap_s, distance_m, coverage_e4, checkpoints_visited, checkpoints_required, weak_signals, strong_signals, contested, overridden)
select r.officer_id, r.grid_id, $1::bigint, village_id, town_id, district_id, city_id, r.norm_id, r.day,
  r.norm_version, r.cell_set_id, r.held, o.category, r.outcome, r.digest, r.seen::bit varying, r.signals::jsonb,
  r.visits::jsonb,
  r.duty_days, r.on_duty_days, r.leave_days, r.patrols_required, r.patrols_done, r.windows_due, r.windows_kept, r.completed, r.incomplete, r.suspicious, r.unverifiable, r.recognised, r.required_s, r.effective_s, r.joint_s, r.help_s, r.span_s, r.gap_s, r.distance_m, r.coverage_e4, r.checkpoints_visited, r.checkpoints_required, r.weak_signals, r.strong_signals, r.contested, r.overridden
from unnest($2::bigint[], $3::bigint[],
  $4::bigint[], $5::date[], $6::int[],
  $7::int[], $8::smallint[], $9::text[], $10::text[],
  $11::text[], $12::text[], $13::text[],
  $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::int[], $19::int[], $20::int[], $21::int[], $22::int[], $23::int[], $24::int[], $25::int[], $26::int[], $27::int[], $28::int[], $29::int[], $30::int[], $31::int[], $32::int[], $33::int[], $34::int[], $35::int[], $36::int[], $37::int[], $38::int[], $39::int[], $40::int[], $41::int[], $42::int[], $43::int[]
) as r (officer_id, grid_id, norm_id, day, norm_version, cell_set_id, held, outcome, digest, seen, signals, visits, village_id, town_id, district_id, city_id, duty_days, on_duty_days, leave_days, patrols_required, patrols_done, windows_due, windows_kept, completed, incomplete, suspicious, unverifiable, recognised, required_s, effective_s, joint_s, help_s, span_s, gap_s, distance_m, coverage_e4, checkpoints_visited, checkpoints_required, weak_signals, strong_signals, contested, overridden)
join officers o on o.id = r.officer_id;

insert into day_verdicts (officer_id, grid_id, edition, day, verdict)
select officer_id, grid_id, $1::bigint, day, verdict::jsonb
from unnest($2::bigint[], $3::bigint[],
  $4::date[], $5::text[]
) as r (officer_id, grid_id, day, verdict);

select k.grid_id as "gridId", k.day::text, village_id, town_id, district_id, city_id
from unnest($1::bigint[], $2::date[]) as k (grid_id, day)
cross join lateral area_placement(k.grid_id,
  (k.day + interval '12 hours') at time zone area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC')) a;

select r.officer_id as "officerId", r.grid_id as "gridId", r.day::text, r.digest
from day_rollups r
join unnest($1::bigint[], $2::date[]) as k (grid_id, day)
  on r.grid_id = k.grid_id and r.day = k.day
where r.superseded is null;

select r.officer_id as "officerId", r.grid_id as "gridId", r.day::text, r.digest, village_id, town_id, district_id, city_id
from day_rollups r
join unnest($1::bigint[], $2::date[]) as k (grid_id, day)
  on r.grid_id = k.grid_id and r.day = k.day
where r.superseded is null;

update day_rollups r set superseded = $1, lost = not exists (
  select from day_rollups n where n.officer_id = r.officer_id and n.grid_id = r.grid_id and n.day = r.day and n.edition = $2
    and (n.village_id, n.town_id, n.district_id, n.city_id) is not distinct from (r.village_id, r.town_id, r.district_id, r.city_id))
from unnest($3::bigint[], $4::bigint[],
  $5::date[]) as k (officer_id, grid_id, day)
where r.officer_id = k.officer_id and r.grid_id = k.grid_id and r.day = k.day and r.superseded is null
  and r.edition < $6;

-- server/db/rollups/day-verdicts.ts

select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
    r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
    v.verdict
  from day_rollups r
  join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    and r.grid_id = $6
  order by r.day, r.grid_id, r.officer_id
  limit $7;

select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
    r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
    v.verdict
  from day_rollups r
  join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    and r.officer_id = $6
    and r.grid_id = $7
  order by r.day, r.grid_id, r.officer_id
  limit $8;

select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
    r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
    v.verdict
  from day_rollups r
  join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    and r.officer_id = $6
  order by r.day, r.grid_id, r.officer_id
  limit $7;

select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
    r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
    v.verdict
  from day_rollups r
  join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
    and r.grid_id = $6
  order by r.day, r.grid_id, r.officer_id
  limit $7;

select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
    r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
    v.verdict
  from day_rollups r
  join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
    and r.officer_id = $6
    and r.grid_id = $7
  order by r.day, r.grid_id, r.officer_id
  limit $8;

-- server/db/rollups/editions.ts

insert into rollup_editions (edition, at)
values ($1, $2::timestamptz);

insert into rollup_editions (edition, at)
values ($1, now());

select edition from rollup_clock for update;

update rollup_clock set edition = $1;

-- server/db/rollups/final-periods.ts

insert into final_periods (area_id, period, first_day, end_day, edition, changed_edition)
values ($1, $2, $3, $4, $5, $6)
on conflict (area_id, period, first_day) do update set edition = excluded.edition,
  changed_edition = greatest(final_periods.changed_edition, excluded.edition);

select area_id as "areaId", floor(extract(epoch from min(created_at)) * 1000)::float8 as since from webhooks
where state <> 'disabled' and event_types && array['period.final', 'period.revised']
group by area_id order by area_id;

select area_id as "areaId", period, first_day::text as "from", end_day::text as "to", edition, changed_edition as changed
from final_periods where area_id = $1 and end_day > $2::date
order by end_day, period;

update final_periods f set changed_edition = c.changed
from (
  select f.area_id, f.period, f.first_day, max(r.changed) as changed
  from (
select distinct day, array[grid_id, village_id, town_id, district_id, city_id] as areas,
  greatest(edition, coalesce(superseded, 0)) as changed
from "day_rollups" where day >= (select min(first_day) from final_periods where end_day > $1::date) and (edition > $2::bigint or superseded > $3::bigint) union all
select distinct day, array[grid_id, village_id, town_id, district_id, city_id] as areas,
  greatest(edition, coalesce(superseded, 0)) as changed
from "ground_days" where day >= (select min(first_day) from final_periods where end_day > $4::date) and (edition > $5::bigint or superseded > $6::bigint)) r
  join final_periods f on f.area_id = any (r.areas) and f.first_day <= r.day and r.day < f.end_day
  where f.end_day > $7::date
  group by 1, 2, 3
) c
where c.area_id = f.area_id and c.period = f.period and c.first_day = f.first_day and c.changed > f.changed_edition;

update final_periods f set changed_edition = c.changed
from (
  select f.area_id, f.period, f.first_day, max(r.changed) as changed
  from (
select distinct day, array[grid_id, village_id, town_id, district_id, city_id] as areas,
  greatest(edition, coalesce(superseded, 0)) as changed
from "day_rollups" where day >= (select min(first_day) from final_periods where end_day > $1::date) and (edition > (select coalesce(min(edition), 0) from final_periods where end_day > $2::date) or superseded > (select coalesce(min(edition), 0) from final_periods where end_day > $3::date)) union all
select distinct day, array[grid_id, village_id, town_id, district_id, city_id] as areas,
  greatest(edition, coalesce(superseded, 0)) as changed
from "ground_days" where day >= (select min(first_day) from final_periods where end_day > $4::date) and (edition > (select coalesce(min(edition), 0) from final_periods where end_day > $5::date) or superseded > (select coalesce(min(edition), 0) from final_periods where end_day > $6::date))) r
  join final_periods f on f.area_id = any (r.areas) and f.first_day <= r.day and r.day < f.end_day
  where f.end_day > $7::date
  group by 1, 2, 3
) c
where c.area_id = f.area_id and c.period = f.period and c.first_day = f.first_day and c.changed > f.changed_edition;

-- server/db/rollups/formalism-facts.ts

select extract(hour from i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::int as hour,
  count(*)::int as count
from incidents i
where i.occurred_from >= $1::date - 1 and i.occurred_from < $2::date + 1
  -- Whose moment is not known to the hour says nothing of hours.
  and i.occurred_to - i.occurred_from <= interval '1 hour'
  and i.grid_id in (select area_subtree($3::bigint, '-infinity', 'infinity'))
group by 1;

-- server/db/rollups/ground-days.ts

select coalesce(max((rules ->> 'periodDays')::int), 1) as days from norm_versions;

select norm_id as id, version, rules from norm_versions
where (norm_id, version) in (select * from unnest($1::bigint[],
  $2::int[]));

select r.grid_id as "gridId", r.day::text, r.officer_id as "officerId", r.held = 1 as holds,
  r.cell_set_id as "cellSetId", r.seen::text, r.visits, r.norm_id as "normId", r.norm_version as "normVersion"
from unnest($1::bigint[], $2::date[],
  $3::date[]) as s (grid_id, since, until)
join day_rollups r on r.grid_id = s.grid_id and r.day >= s.since and r.day < s.until and r.superseded is null;

with offered as (
select o.grid_id, o.day, o.officers::bigint[] as officers, o.cell_weight, o.stale_weight_days, o.unseen_weight, o.stale_max_days, o.comb_windows, o.comb_met, o.comb_coverage_e4, o.checkpoints_due, o.checkpoints_met
from unnest($1::bigint[], $2::date[],
  $3::text[],
  $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[]
) as o (grid_id, day, officers, cell_weight, stale_weight_days, unseen_weight, stale_max_days, comb_windows, comb_met, comb_coverage_e4, checkpoints_due, checkpoints_met))
insert into ground_days (grid_id, day, edition, village_id, town_id, district_id, city_id, officers,
  cell_weight, stale_weight_days, unseen_weight, stale_max_days, comb_windows, comb_met, comb_coverage_e4, checkpoints_due, checkpoints_met)
select o.grid_id, o.day, $13::bigint, a.village_id, a.town_id, a.district_id, a.city_id, o.officers, o.cell_weight, o.stale_weight_days, o.unseen_weight, o.stale_max_days, o.comb_windows, o.comb_met, o.comb_coverage_e4, o.checkpoints_due, o.checkpoints_met
from offered o
left join ground_days g on g.grid_id = o.grid_id and g.day = o.day and g.superseded is null
cross join lateral area_placement(o.grid_id,
  (o.day + interval '12 hours') at time zone area_time_zone(o.grid_id, (o.day + interval '12 hours') at time zone 'UTC')) a
where g.grid_id is null;

with offered as (
select o.grid_id, o.day, o.officers::bigint[] as officers, o.cell_weight, o.stale_weight_days, o.unseen_weight, o.stale_max_days, o.comb_windows, o.comb_met, o.comb_coverage_e4, o.checkpoints_due, o.checkpoints_met
from unnest($1::bigint[], $2::date[],
  $3::text[],
  $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[]
) as o (grid_id, day, officers, cell_weight, stale_weight_days, unseen_weight, stale_max_days, comb_windows, comb_met, comb_coverage_e4, checkpoints_due, checkpoints_met))
update ground_days g set superseded = $13
from unnest($14::bigint[], $15::date[],
  $16::date[]) as s (grid_id, since, until)
where g.grid_id = s.grid_id and g.day >= s.since and g.day < s.until and g.superseded is null
  and ((g.grid_id, g.day) in (select * from unnest($17::bigint[], $18::date[]))
    or not exists (select from offered o where o.grid_id = g.grid_id and o.day = g.day
      and (o.officers, o.cell_weight, o.stale_weight_days, o.unseen_weight, o.stale_max_days, o.comb_windows, o.comb_met, o.comb_coverage_e4, o.checkpoints_due, o.checkpoints_met) = (g.officers, g.cell_weight, g.stale_weight_days, g.unseen_weight, g.stale_max_days, g.comb_windows, g.comb_met, g.comb_coverage_e4, g.checkpoints_due, g.checkpoints_met)));

-- server/db/rollups/metric-groups.ts

select $1::date as "from", r.city_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.city_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.city_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.city_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.district_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.district_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.district_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.district_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id > $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7 and r.district_id = $8
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.village_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id > $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7 and r.district_id = $8
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.village_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7 and r.district_id = $8
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.village_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7 and r.district_id = $8
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.village_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.town_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.town_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.town_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.town_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6;

select $1::date as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
  group by 1, 2, 3;

select $1::date as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select $1::date::text as "from", m.finder_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
join cases c on c.id = r.case_id join matters m on m.incident_id = c.incident_id
  and m.edition <= $8 and (m.superseded is null or m.superseded > $9)
  where
r.day >= $10::date and r.day < $11::date and
r.edition <= $12 and (r.superseded is null or r.superseded > $13)
and r.district_id = $14 and m.finder_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.city_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.city_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.department_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.department_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.department_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.district_id = $13 and r.department_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.department_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.grid_id = $13 and r.district_id = $14 and r.department_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.district_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.grid_id is not null
and r.grid_id = $5
    and r.district_id = $6
  group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.grid_id is not null
and r.grid_id > $5
    and r.district_id = $6
  group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5 and r.village_id = $6
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.grid_id = $5 and r.district_id = $6
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.grid_id = $5 and r.village_id = $6
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.village_id = $5
group by 1, 2;

select $1::date::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.grid_id is not null
  and r.district_id = $6
group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.city_id = $12 and r.officer_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.officer_id is not null
  group by 1, 2 order by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.officer_id is not null
and r.officer_id = $5
    and r.district_id = $6
  group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.grid_id = $5 and r.district_id = $6
group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.grid_id = $5 and r.village_id = $6
group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.village_id = $5
group by 1, 2;

select $1::date::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.village_id = $5 and r.district_id = $6
group by 1, 2;

select $1::date::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.town_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.village_id is not null
  and r.district_id = $5
group by 1, 2;

select $1::date::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.village_id is not null
  and r.village_id = $5
group by 1, 2;

select $1::date::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.village_id is not null
  and r.village_id = $5 and r.district_id = $6
group by 1, 2;

select case_definitions_since as since from rollup_clock;

select count(*)::int as count from (select distinct area_id from area_versions where level = $1 and area_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))) u;

select count(*)::int as count from (select officer_id from officer_assignments where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz))
union select officer_id from posts where area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz))) u;

select definitions_since as since from rollup_clock;

select e.edition, e.at from rollup_editions e
where e.edition = $1;

select e.edition, e.at from rollup_editions e
where e.edition = (select edition from rollup_clock);

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.district_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.district_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.town_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.town_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.department_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
 and r.department_id is not null
  group by 1, 2 order by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.department_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.department_id is not null
  group by 1, 2 order by 1, 2 limit $13 offset $14;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.district_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
 and r.district_id is not null
  group by 1, 2 order by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.district_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.district_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
 and r.grid_id is not null
  group by 1, 2 order by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.grid_id is not null
  group by 1, 2 order by 1, 2 limit $13 offset $14;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.grid_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
 and r.officer_id is not null
  group by 1, 2 order by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.officer_id is not null
  group by 1, 2 order by 1, 2 limit $13 offset $14;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.officer_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.town_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $2::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $3::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $4::timestamptz and (r.red_card_at is null or r.red_card_at >= $5::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $6::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $7::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
 and r.town_id is not null
  group by 1, 2 order by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.town_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.town_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.village_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.village_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
and r.officer_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
and r.officer_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.officer_id is not null
and r.officer_id = $5
    and r.district_id = $6
  group by 1, 2;

select greatest(date_trunc('quarter', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.officer_id is not null
and r.officer_id = $5
    and r.village_id = $6
  group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.district_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.district_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.town_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.town_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
  group by 1, 2, 3;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.district_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.district_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.grid_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.officer_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.officer_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.town_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.town_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
  and r.village_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('week', r.day::timestamp)::date, $1::date)::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $2::date and r.day < $3::date and r.superseded > $4 and r.superseded <= $5
  and r.village_id is not null
  and r.district_id = $6
group by 1, 2;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
and r.officer_id = $7
  group by 1, 2, 3, 4, 5, 6, category;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.officer_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date) as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
and r.officer_id = $7
  group by 1, 2, 3;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.officer_id is not null
and r.officer_id = $5
    and r.district_id = $6
  group by 1, 2;

select greatest(date_trunc('year', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4
    and r.officer_id is not null
and r.officer_id = $5
    and r.village_id = $6
  group by 1, 2;

select level from area_versions where area_id = $1 order by since_edition <= $2 desc, version desc limit 1;

select level from area_versions where area_id = $1 order by version desc limit 1;

select r.day as "from", r.city_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.city_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day as "from", r.district_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.district_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.grid_id = $6
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
and r.grid_id = $7
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.grid_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.grid_id = $6
  group by 1, 2, 3;

select r.day as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
  group by 1, 2, 3;

select r.day as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
and r.grid_id = $7
  group by 1, 2, 3;

select r.day as "from", r.grid_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
  group by 1, 2, 3;

select r.day as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6, category;

select r.day as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.officer_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select r.day as "from", r.officer_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.district_id = $6
  group by 1, 2, 3, 4, 5, 6, category;

select r.day as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.officer_id = $6
  group by 1, 2, 3;

select r.day as "from", r.officer_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.district_id = $6
  group by 1, 2, 3;

select r.day as "from", r.town_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.town_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day as "from", r.village_id as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
    r.norm_id as "normId", r.norm_version as "normVersion",
    count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
    null as category, null as "lastDay", null as "lastHeld", sum(r.duty_days)::float8 as "dutyDays", sum(r.on_duty_days)::float8 as "onDutyDays", sum(r.leave_days)::float8 as "leaveDays", sum(r.patrols_required)::float8 as "patrolsRequired", sum(r.patrols_done)::float8 as "patrolsDone", sum(r.windows_due)::float8 as "windowsDue", sum(r.windows_kept)::float8 as "windowsKept", sum(r.completed)::float8 as "completed", sum(r.incomplete)::float8 as "incomplete", sum(r.suspicious)::float8 as "suspicious", sum(r.unverifiable)::float8 as "unverifiable", sum(r.recognised)::float8 as "recognised", sum(r.required_s)::float8 as "requiredS", sum(r.effective_s)::float8 as "effectiveS", sum(r.joint_s)::float8 as "jointS", sum(r.help_s)::float8 as "helpS", sum(r.span_s)::float8 as "spanS", sum(r.gap_s)::float8 as "gapS", sum(r.distance_m)::float8 as "distanceM", sum(r.coverage_e4)::float8 as "coverageE4", sum(r.checkpoints_visited)::float8 as "checkpointsVisited", sum(r.checkpoints_required)::float8 as "checkpointsRequired", sum(r.weak_signals)::float8 as "weakSignals", sum(r.strong_signals)::float8 as "strongSignals", sum(r.contested)::float8 as "contested", sum(r.overridden)::float8 as "overridden", (count(*) filter (where r.outcome = 'completed'))::float8 as "daysCompleted", (count(*) filter (where r.outcome = 'incomplete'))::float8 as "daysIncomplete", (count(*) filter (where r.outcome = 'suspicious'))::float8 as "daysSuspicious", (count(*) filter (where r.outcome = 'unverifiable'))::float8 as "daysUnverifiable", sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"
  from day_rollups r
  where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3, 4, 5, 6;

select r.day as "from", r.village_id as "unitId", s.key as code, sum(s.value::int)::float8 as count
  from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
  where r.signals is not null and
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  group by 1, 2, 3;

select r.day::text as "from", r.city_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.city_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.district_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.district_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.district_id is not null
  and r.district_id = $5
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.grid_id is not null
  group by 1, 2 order by 1, 2 limit $12 offset $13;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.grid_id is not null
    and r.grid_id = $13
  group by 1, 2 order by 1, 2 limit $14 offset $15;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.grid_id is not null
    and r.grid_id = $13
  group by 1, 2 order by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.grid_id is not null
  group by 1, 2 order by 1, 2 limit $13 offset $14;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.grid_id is not null
  group by 1, 2 order by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11 and r.grid_id is not null
  group by 1, 2 order by 1, 2 limit $12 offset $13;

select r.day::text as "from", r.grid_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11 and r.grid_id is not null
  group by 1, 2 order by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
    and r.grid_id is not null
and r.grid_id = $4
    and r.district_id = $5
  group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
  from day_rollups r
  where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
    and r.grid_id is not null
and r.grid_id = $4
    and r.district_id = $5 and r.village_id = $6
  group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.grid_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.grid_id is not null
  and r.district_id = $4 and r.village_id = $5
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.grid_id is not null
  and r.village_id = $4
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.grid_id is not null
  and r.district_id = $5 and r.village_id = $6
group by 1, 2;

select r.day::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.officer_id is not null
    and r.officer_id = $12
  group by 1, 2 order by 1, 2 limit $13 offset $14;

select r.day::text as "from", r.officer_id as "unitId", max(r.edition) as changed,
    count(*)::float8 as opened, (count(*) filter (where r.closed))::float8 as closed,
    (count(*) filter (where r.accept_kept))::float8 as "acceptKept", (count(*) filter (where not r.accept_kept or r.accept_due < $1::timestamptz))::float8 as "acceptMissed",
    (count(*) filter (where r.close_kept))::float8 as "closeKept", (count(*) filter (where not r.close_kept or r.close_due < $2::timestamptz))::float8 as "closeMissed",
    (count(*) filter (where r.solved_in_grid))::float8 as "solvedInGrid", (count(*) filter (where r.passed_up > 0))::float8 as "passedUp",
    (count(*) filter (where r.sent_back > 0))::float8 as "sentBack", (count(*) filter (where r.closed and r.sent_back = 0))::float8 as "closedAtOnce",
    (count(*) filter (where r.yellow_card_at < $3::timestamptz and (r.red_card_at is null or r.red_card_at >= $4::timestamptz)))::float8 as "yellowCards",
    (count(*) filter (where r.red_card_at < $5::timestamptz))::float8 as "redCards", (count(*) filter (where r.due_at < $6::timestamptz))::float8 as overdue,
    coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
    coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
    (count(*) filter (where r.sent_at is not null))::float8 as sent, count(r.arrive_s)::float8 as arrived,
    percentile_cont(0.5) within group (order by r.arrive_s)::float8 as "arriveS", percentile_cont(0.5) within group (order by r.accept_s)::float8 as "acceptS", percentile_cont(0.5) within group (order by r.dispatch_s)::float8 as "dispatchS", percentile_cont(0.5) within group (order by r.handle_s)::float8 as "handleS", percentile_cont(0.5) within group (order by r.check_s)::float8 as "checkS", percentile_cont(0.5) within group (order by r.close_s)::float8 as "closeS"
  from case_records r
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.officer_id is not null
    and r.officer_id = $12
  group by 1, 2 order by 1, 2;

select r.day::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.officer_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.officer_id is not null
  and r.district_id = $5
group by 1, 2;

select r.day::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.town_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.town_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.town_id is not null
  and r.district_id = $5
group by 1, 2;

select r.day::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3
  and r.village_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.village_id as "unitId", max(r.superseded)::float8 as changed
from day_rollups r
where r.day >= $1::date and r.day < $2::date and r.superseded > $3 and r.superseded <= $4
  and r.village_id is not null
  and r.district_id = $5
group by 1, 2;

select set_config('jit', 'off', true), set_config('work_mem', '64MB', true);

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.district_id = $3 and r.district_id = $4)
  select $5::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.district_id = $11 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.district_id = $3 and r.district_id = $4)
  select greatest(date_trunc('month', r.day::timestamp)::date, $5::date) as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.district_id = $11 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.district_id = $3 and r.village_id = $4 and r.district_id = $5)
  select $6::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.district_id = $13 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.district_id = $3 and r.village_id = $4)
  select $5::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.village_id = $11 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.district_id = $3)
  select $4::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $5::date and r.day < $6::date and
r.edition <= $7 and (r.superseded is null or r.superseded > $8)
and r.district_id = $9 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.village_id = $3 and r.district_id = $4)
  select $5::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.village_id = $10 and r.district_id = $11 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.village_id = $3 and r.district_id = $4)
  select greatest(date_trunc('month', r.day::timestamp)::date, $5::date) as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.village_id = $10 and r.district_id = $11 and r.held = 1
  group by 1, 2, 3;

with answerable as (select r.* from posts r where r.role <> 'staff' and
r.edition <= $1 and (r.superseded is null or r.superseded > $2)
and r.village_id = $3)
  select $4::date as "from", p.officer_id as "unitId", r.officer_id as "officerId",
    count(distinct r.day)::int as days
  from day_rollups r
  cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
  join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
    and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
  where
r.day >= $5::date and r.day < $6::date and
r.edition <= $7 and (r.superseded is null or r.superseded > $8)
and r.village_id = $9 and r.held = 1
  group by 1, 2, 3;

with days as (
    select r.grid_id as unit_id, r.officer_id, r.grid_id, r.seen, r.cell_set_id,
      lag(r.seen) over w as before, lag(r.cell_set_id) over w as set_before
    from day_rollups r where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6 and r.seen is not null
    window w as (partition by r.officer_id, r.grid_id order by r.day)
  ), pairs as (
    select unit_id, bit_count(seen & before) as in_both, bit_count(seen | before) as in_either,
      bit_count(seen) as a, bit_count(before) as b, length(seen) as n
    from days where cell_set_id = set_before and unit_id is not null
  ), wholes as (
    select unit_id, bit_count(bit_or(seen)) as seen, max(length(seen)) as n
    from days group by unit_id, officer_id, grid_id, cell_set_id
  ), ground as (
    select unit_id, sum(seen)::float8 / sum(n) as seen from wholes group by unit_id
  )
  -- Millionths, whole: their sums do not depend on the order of adding.
  select unit_id as "unitId", count(*)::int as pairs, sum(in_both * 1000000 / in_either)::float8 / 1000000 as similarity,
    sum(a * b * 1000000 / (n * (a + b) - a * b))::float8 / 1000000 as expected, max(g.seen) as seen
  from pairs p join ground g using (unit_id) where in_either > 0 group by 1;

with days as (
    select r.grid_id as unit_id, r.officer_id, r.grid_id, r.seen, r.cell_set_id,
      lag(r.seen) over w as before, lag(r.cell_set_id) over w as set_before
    from day_rollups r where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5 and r.seen is not null
    window w as (partition by r.officer_id, r.grid_id order by r.day)
  ), pairs as (
    select unit_id, bit_count(seen & before) as in_both, bit_count(seen | before) as in_either,
      bit_count(seen) as a, bit_count(before) as b, length(seen) as n
    from days where cell_set_id = set_before and unit_id is not null
  ), wholes as (
    select unit_id, bit_count(bit_or(seen)) as seen, max(length(seen)) as n
    from days group by unit_id, officer_id, grid_id, cell_set_id
  ), ground as (
    select unit_id, sum(seen)::float8 / sum(n) as seen from wholes group by unit_id
  )
  -- Millionths, whole: their sums do not depend on the order of adding.
  select unit_id as "unitId", count(*)::int as pairs, sum(in_both * 1000000 / in_either)::float8 / 1000000 as similarity,
    sum(a * b * 1000000 / (n * (a + b) - a * b))::float8 / 1000000 as expected, max(g.seen) as seen
  from pairs p join ground g using (unit_id) where in_either > 0 group by 1;

with days as (
    select r.officer_id as unit_id, r.officer_id, r.grid_id, r.seen, r.cell_set_id,
      lag(r.seen) over w as before, lag(r.cell_set_id) over w as set_before
    from day_rollups r where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.seen is not null
    window w as (partition by r.officer_id, r.grid_id order by r.day)
  ), pairs as (
    select unit_id, bit_count(seen & before) as in_both, bit_count(seen | before) as in_either,
      bit_count(seen) as a, bit_count(before) as b, length(seen) as n
    from days where cell_set_id = set_before and unit_id is not null
  ), wholes as (
    select unit_id, bit_count(bit_or(seen)) as seen, max(length(seen)) as n
    from days group by unit_id, officer_id, grid_id, cell_set_id
  ), ground as (
    select unit_id, sum(seen)::float8 / sum(n) as seen from wholes group by unit_id
  )
  -- Millionths, whole: their sums do not depend on the order of adding.
  select unit_id as "unitId", count(*)::int as pairs, sum(in_both * 1000000 / in_either)::float8 / 1000000 as similarity,
    sum(a * b * 1000000 / (n * (a + b) - a * b))::float8 / 1000000 as expected, max(g.seen) as seen
  from pairs p join ground g using (unit_id) where in_either > 0 group by 1;

with days as (
    select r.village_id as unit_id, r.officer_id, r.grid_id, r.seen, r.cell_set_id,
      lag(r.seen) over w as before, lag(r.cell_set_id) over w as set_before
    from day_rollups r where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.seen is not null
    window w as (partition by r.officer_id, r.grid_id order by r.day)
  ), pairs as (
    select unit_id, bit_count(seen & before) as in_both, bit_count(seen | before) as in_either,
      bit_count(seen) as a, bit_count(before) as b, length(seen) as n
    from days where cell_set_id = set_before and unit_id is not null
  ), wholes as (
    select unit_id, bit_count(bit_or(seen)) as seen, max(length(seen)) as n
    from days group by unit_id, officer_id, grid_id, cell_set_id
  ), ground as (
    select unit_id, sum(seen)::float8 / sum(n) as seen from wholes group by unit_id
  )
  -- Millionths, whole: their sums do not depend on the order of adding.
  select unit_id as "unitId", count(*)::int as pairs, sum(in_both * 1000000 / in_either)::float8 / 1000000 as similarity,
    sum(a * b * 1000000 / (n * (a + b) - a * b))::float8 / 1000000 as expected, max(g.seen) as seen
  from pairs p join ground g using (unit_id) where in_either > 0 group by 1;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and r.district_id = $13 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select $6::date, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.grid_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.city_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.grid_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.district_id = $11) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.grid_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.village_id = $11 and r.district_id = $12) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.grid_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.town_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.city_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.town_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.village_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.city_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.village_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.district_id = $11) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select $5::date as "from", r.village_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('month', r.day::timestamp)::date, $5::date) as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select greatest(date_trunc('month', r.day::timestamp)::date, $6::date), r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('month', r.day::timestamp)::date, $5::date) as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select greatest(date_trunc('month', r.day::timestamp)::date, $6::date), r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('month', r.day::timestamp)::date, $5::date) as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select greatest(date_trunc('month', r.day::timestamp)::date, $6::date), r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('quarter', r.day::timestamp)::date, $5::date) as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select greatest(date_trunc('quarter', r.day::timestamp)::date, $6::date), r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('week', r.day::timestamp)::date, $5::date) as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select greatest(date_trunc('week', r.day::timestamp)::date, $6::date), r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.district_id = $12 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select greatest(date_trunc('week', r.day::timestamp)::date, $5::date) as "from", r.grid_id as "unitId",
  'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10 and r.district_id = $11) r
  group by 1, 2, 3, 4, 5, 6, 7;

with m as (
    select m.* from matters m where m.day >= $1::date and m.day < $2::date
      and m.edition <= $3 and (m.superseded is null or m.superseded > $4)
  )
  select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
  from (
select r.day as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
  1 as sharers, r.count
from m r where r.finder_id is not null
union all
select r.day, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
  m.found_by, m.kinds, m.points, r.sharers, m.count
from m join (
  select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
  from (
    select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
    from day_rollups r
    where
r.day >= $5::date and r.day < $6::date and
r.edition <= $7 and (r.superseded is null or r.superseded > $8)
and r.district_id = $9 and r.district_id = $10 and (r.duty_days = 1 or r.held = 1)
      and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
  ) o
  where o.duty_days = o.any_duty
) r on r.grid_id = m.grid_id and r.day = m.day) r
  group by 1, 2, 3, 4, 5, 6, 7;

with p as (
select r.grid_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", count(*)::int as patrols,
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked))::int as "longEnough",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes < p.asked + $7::float8))::int as "atMinimum",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes >= p.asked + $8::float8
      and p.minutes < p.asked + $9::float8))::int as beside
  from p where unit_id is not null group by 1;

with p as (
select r.grid_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", extract(hour from h)::int as hour,
    sum(round(extract(epoch from least(ended, h + interval '1 hour') - greatest(started, h)) / 60))::float8 as minutes
  from p cross join lateral generate_series(date_trunc('hour', started), ended, interval '1 hour') as h
  where unit_id is not null group by 1, 2;

with p as (
select r.grid_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", count(*)::int as patrols,
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked))::int as "longEnough",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes < p.asked + $6::float8))::int as "atMinimum",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes >= p.asked + $7::float8
      and p.minutes < p.asked + $8::float8))::int as beside
  from p where unit_id is not null group by 1;

with p as (
select r.grid_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", extract(hour from h)::int as hour,
    sum(round(extract(epoch from least(ended, h + interval '1 hour') - greatest(started, h)) / 60))::float8 as minutes
  from p cross join lateral generate_series(date_trunc('hour', started), ended, interval '1 hour') as h
  where unit_id is not null group by 1, 2;

with p as (
select r.officer_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", count(*)::int as patrols,
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked))::int as "longEnough",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes < p.asked + $6::float8))::int as "atMinimum",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes >= p.asked + $7::float8
      and p.minutes < p.asked + $8::float8))::int as beside
  from p where unit_id is not null group by 1;

with p as (
select r.officer_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", extract(hour from h)::int as hour,
    sum(round(extract(epoch from least(ended, h + interval '1 hour') - greatest(started, h)) / 60))::float8 as minutes
  from p cross join lateral generate_series(date_trunc('hour', started), ended, interval '1 hour') as h
  where unit_id is not null group by 1, 2;

with p as (
select r.village_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", count(*)::int as patrols,
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked))::int as "longEnough",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes < p.asked + $6::float8))::int as "atMinimum",
    (count(*) filter (where p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked and p.minutes >= p.asked + $7::float8
      and p.minutes < p.asked + $8::float8))::int as beside
  from p where unit_id is not null group by 1;

with p as (
select r.village_id as unit_id, p.origin,
  p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
  extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
  (n.rules ->> 'minutesPerPatrol')::float8 as asked
from day_rollups r
join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0)
  select unit_id as "unitId", extract(hour from h)::int as hour,
    sum(round(extract(epoch from least(ended, h + interval '1 hour') - greatest(started, h)) / 60))::float8 as minutes
  from p cross join lateral generate_series(date_trunc('hour', started), ended, interval '1 hour') as h
  where unit_id is not null group by 1, 2;

with sums as (
    select $1::date as start, r.city_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11;

with sums as (
    select $1::date as start, r.city_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select $1::date as start, r.district_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11;

with sums as (
    select $1::date as start, r.district_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
and r.grid_id > $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.district_id = $13;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.village_id = $13;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.village_id = $7 and r.district_id = $8
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $9::date and r.day < $10::date and
r.edition <= $11 and (r.superseded is null or r.superseded > $12)
and r.district_id = $13 and r.village_id = $14 and r.district_id = $15;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.district_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.grid_id = $12 and r.district_id = $13;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.grid_id = $6 and r.village_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.grid_id = $12 and r.village_id = $13;

with sums as (
    select $1::date as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11;

with sums as (
    select $1::date as start, r.town_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11;

with sums as (
    select $1::date as start, r.town_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select $1::date as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.city_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.city_id = $11;

with sums as (
    select $1::date as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select $1::date as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.district_id = $13;

with sums as (
    select $1::date as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.village_id = $11;

with sums as (
    select $1::date as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.village_id = $6 and r.district_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.village_id = $12 and r.district_id = $13;

with sums as (
    select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as start, r.district_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as start, r.town_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('month', r.day::timestamp)::date, $1::date) as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as start, r.district_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6 and r.district_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.district_id = $13;

with sums as (
    select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as start, r.town_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select greatest(date_trunc('week', r.day::timestamp)::date, $1::date) as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $2::date and r.day < $3::date and
r.edition <= $4 and (r.superseded is null or r.superseded > $5)
and r.district_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select r.day as start, r.city_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10;

with sums as (
    select r.day as start, r.district_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10;

with sums as (
    select r.day as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10;

with sums as (
    select r.day as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.grid_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11;

with sums as (
    select r.day as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $7::date and r.day < $8::date and
r.edition <= $9 and (r.superseded is null or r.superseded > $10)
and r.district_id = $11 and r.village_id = $12;

with sums as (
    select r.day as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
and r.grid_id = $7
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $8::date and r.day < $9::date and
r.edition <= $10 and (r.superseded is null or r.superseded > $11)
and r.district_id = $12 and r.village_id = $13;

with sums as (
    select r.day as start, r.grid_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.village_id = $10;

with sums as (
    select r.day as start, r.town_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10;

with sums as (
    select r.day as start, r.village_id as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
      sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
      sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
      sum(r.checkpoints_met)::float8 as "checkpointsMet"
    from ground_days r
    where
r.day >= $1::date and r.day < $2::date and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
    group by 1, 2, 3
  )
  select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
    s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
    r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
    r.unseen_weight::float8 as "unseenWeight"
  from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
  where
r.day >= $6::date and r.day < $7::date and
r.edition <= $8 and (r.superseded is null or r.superseded > $9)
and r.district_id = $10;

-- server/db/rollups/nominations.ts

select $1::timestamp at time zone area_time_zone($2::bigint, $3::timestamptz) <= $4::timestamptz as ended;

select n.id, n.scheme, n.level, n.unit_id as "unitId", coalesce(o.code, a.code) as code, n.period, n.first_day::text as "from",
  n.end_day::text as "to", extract(year from n.end_day - 1)::int as year, n.edition, n.total, n.rank, n.note,
  n.nominated_by as "nominatedBy", to_char(n.nominated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nominatedAt", n.decision, n.decision_note as "decisionNote",
  n.decided_by as "decidedBy", to_char(n.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"
from nominations n
left join officers o on n.level = 'officer' and o.id = n.unit_id
join areas a on a.id = n.area_id
  where extract(year from n.end_day - 1) = $1
    and n.area_id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))
  order by n.id;

select n.id, n.scheme, n.level, n.unit_id as "unitId", coalesce(o.code, a.code) as code, n.period, n.first_day::text as "from",
  n.end_day::text as "to", extract(year from n.end_day - 1)::int as year, n.edition, n.total, n.rank, n.note,
  n.nominated_by as "nominatedBy", to_char(n.nominated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nominatedAt", n.decision, n.decision_note as "decisionNote",
  n.decided_by as "decidedBy", to_char(n.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"
from nominations n
left join officers o on n.level = 'officer' and o.id = n.unit_id
join areas a on a.id = n.area_id where n.level = 'officer' and n.unit_id = $1 order by n.id;

select nominated_by as by from nominations where id = $1 and decision is null;

with made as (
    insert into nominations (scheme, level, unit_id, area_id, period, first_day, end_day, edition, total, rank, note, nominated_by)
    values ($1, $2, $3, $4, $5, $6::date, $7::date,
      $8, $9, $10, $11, $12)
    on conflict do nothing
    returning *
  )
select n.id, n.scheme, n.level, n.unit_id as "unitId", coalesce(o.code, a.code) as code, n.period, n.first_day::text as "from",
  n.end_day::text as "to", extract(year from n.end_day - 1)::int as year, n.edition, n.total, n.rank, n.note,
  n.nominated_by as "nominatedBy", to_char(n.nominated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nominatedAt", n.decision, n.decision_note as "decisionNote",
  n.decided_by as "decidedBy", to_char(n.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"
from made n
left join officers o on n.level = 'officer' and o.id = n.unit_id
join areas a on a.id = n.area_id;

with made as (
    update nominations set decision = $1, decision_note = $2, decided_by = $3, decided_at = now()
    where id = $4 and decision is null
    returning *
  )
select n.id, n.scheme, n.level, n.unit_id as "unitId", coalesce(o.code, a.code) as code, n.period, n.first_day::text as "from",
  n.end_day::text as "to", extract(year from n.end_day - 1)::int as year, n.edition, n.total, n.rank, n.note,
  n.nominated_by as "nominatedBy", to_char(n.nominated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nominatedAt", n.decision, n.decision_note as "decisionNote",
  n.decided_by as "decidedBy", to_char(n.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"
from made n
left join officers o on n.level = 'officer' and o.id = n.unit_id
join areas a on a.id = n.area_id;

-- server/db/rollups/post-groups.ts

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.city_id = $5
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5
and r.officer_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.district_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.district_id = $5 and r.village_id = $6 and r.district_id = $7
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.grid_id = $5 and r.district_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.grid_id = $5 and r.village_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5
and r.officer_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.edition as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and
r.edition <= $3 and (r.superseded is null or r.superseded > $4)
and r.village_id = $5 and r.district_id = $6
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and r.lost and r.superseded <= $3 and r.district_id = $4
and r.officer_id = $5
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
    r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
  from posts r
  where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
    and r.lost and r.superseded <= $3 and r.village_id = $4
and r.officer_id = $5
  order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.lost and r.superseded <= $3 and r.district_id = $4
order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.lost and r.superseded <= $3 and r.grid_id = $4 and r.district_id = $5
order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.lost and r.superseded <= $3 and r.grid_id = $4 and r.village_id = $5
order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.lost and r.superseded <= $3 and r.village_id = $4
order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.lost and r.superseded <= $3 and r.village_id = $4 and r.district_id = $5
order by r.first_day desc, r.area_id, r.role;

select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
  r.last_day::text as "lastDay", r.officer_category as category, r.superseded as changed
from posts r
where r.first_day < $1::date and (r.last_day is null or r.last_day >= $2::date)
  and r.superseded > $3 and r.superseded <= $4 and r.district_id = $5
order by r.first_day desc, r.area_id, r.role;

-- server/db/rollups/unit-heads.ts

select distinct on (a.id) a.id, a.code, v.name, v.parent_id as "parentId"
from areas a join area_versions v on v.area_id = a.id
where a.id = any($1::bigint[])
order by a.id, v.since_edition <= $2 desc, v.valid_from <= $3::timestamptz desc, abs(extract(epoch from v.valid_from - $4::timestamptz));

select id, code from areas where id = any($1::bigint[]);

select id, code from officers where id = any($1::bigint[]);

select o.id, o.code, coalesce(n.name, o.name) as name from officers o
left join lateral (
  select name from officer_names n where n.officer_id = o.id and n.since <= $1::timestamptz and n.since_edition <= $2
  order by since desc limit 1
) n on true
where o.id = any($3::bigint[]);
