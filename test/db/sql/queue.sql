-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/queue/job-leases.ts

delete from job_leases where holder = $1;

insert into job_leases as l (name, holder, until) values ($1, $2, now() + make_interval(secs => $3))
on conflict (name) do update set holder = excluded.holder, until = excluded.until
where l.holder = excluded.holder or l.until <= now()
returning name;

update job_leases set until = now() + make_interval(secs => $1) where holder = $2 and until > now();

-- server/db/queue/job-queue.ts

delete from "rollup_jobs" j using
unnest($1::bigint[], $2::date[],
  $3::bigint[], $4::int[])
  as d ("grid_id", "day", naming, attempts) where j."grid_id" = "d"."grid_id" and j."day" = "d"."day" and j.naming = d.naming and j.attempts = d.attempts;

delete from "verdict_jobs" j using
unnest($1::bigint[], $2::bigint[],
  $3::bigint[], $4::int[])
  as d ("officer_id", "patrol_id", naming, attempts) where j."officer_id" = "d"."officer_id" and j."patrol_id" = "d"."patrol_id" and j.naming = d.naming and j.attempts = d.attempts;

select count(*)::int as count from "rollup_jobs";

select count(*)::int as count from "verdict_jobs";

update "rollup_jobs" j
set due_at = $1::timestamptz + make_interval(secs => $2), attempts = j.attempts + 1
from (
  select "grid_id", "day", due_at as was_due from "rollup_jobs" where due_at <= $3
  order by due_at, "grid_id", "day" limit $4 for update skip locked
) due
where j."grid_id" = "due"."grid_id" and j."day" = "due"."day"
returning j."grid_id" as "gridId", j."day" as "day", j.attempts, j.naming,
  (extract(epoch from due.was_due) * 1000)::float8 as "dueMs";

update "verdict_jobs" j
set due_at = $1::timestamptz + make_interval(secs => $2), attempts = j.attempts + 1
from (
  select "officer_id", "patrol_id", due_at as was_due from "verdict_jobs" where due_at <= $3
  order by due_at, "officer_id", "patrol_id" limit $4 for update skip locked
) due
where j."officer_id" = "due"."officer_id" and j."patrol_id" = "due"."patrol_id"
returning j."officer_id" as "officerId", j."patrol_id" as "patrolId", j.attempts, j.naming,
  (extract(epoch from due.was_due) * 1000)::float8 as "dueMs";

update "verdict_jobs" j set due_at = $1, last_error = $2 from
unnest($3::bigint[], $4::bigint[],
  $5::bigint[], $6::int[])
  as d ("officer_id", "patrol_id", naming, attempts) where j."officer_id" = "d"."officer_id" and j."patrol_id" = "d"."patrol_id" and j.naming = d.naming and j.attempts = d.attempts;

-- server/db/queue/queue-states.ts

select queue, waiting, coalesce(oldest, 0) as "oldestS", failing from (
  select 'verdicts' as queue, count(*)::int as waiting, count(*) filter (where failed)::int as failing,
greatest(0, date_part('epoch', $1::timestamptz - min(due_at)))::float8 as oldest from (select due_at, last_error is not null as failed from verdict_jobs) j
  union all
  select 'rollups', count(*)::int as waiting, count(*) filter (where failed)::int as failing,
greatest(0, date_part('epoch', $2::timestamptz - min(due_at)))::float8 as oldest from (select due_at, last_error is not null as failed from rollup_jobs) j
  union all
  select 'webhooks', count(*)::int as waiting, count(*) filter (where failed)::int as failing,
greatest(0, date_part('epoch', $3::timestamptz - min(due_at)))::float8 as oldest from (select due_at, attempts > 0 as failed from webhook_deliveries where state = 'waiting') j
) queues;

-- server/db/queue/rollup-jobs.ts

insert into "rollup_jobs" ("grid_id", "day", due_at)
select distinct "grid_id", "day", $1::timestamptz from (select grid_id, day from rollup_days_of($2, $3)) as k ("grid_id", "day") order by "grid_id", "day"
on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

with held as (
  select distinct a.area_id as grid_id, d.day::date as day
  from generate_series($1::date, $2::date - 1, interval '1 day') as d (day)
  join officer_assignments a
    on a.valid_from < (d.day + interval '36 hours') at time zone 'UTC'
    and (a.valid_to is null or a.valid_to > (d.day - interval '12 hours') at time zone 'UTC')
), wanted as (
  select h.grid_id, h.day from held h
  left join (select distinct grid_id, day from day_rollups where day >= $3 and day < $4) r
    on r.grid_id = h.grid_id and r.day = h.day
  cross join lateral (select area_time_zone(h.grid_id, $5) as zone) z
  where not $6 or (r.day is null and (h.day + 1)::timestamp at time zone z.zone <= $7
    and exists (select from officer_assignments a where a.area_id = h.grid_id
      and a.valid_from <= (h.day + interval '12 hours') at time zone z.zone
      and (a.valid_to is null or (h.day + interval '12 hours') at time zone z.zone < a.valid_to)))
)
select count(*)::int as count from (
  select grid_id, day from rollup_jobs union select grid_id, day from wanted) w;

with held as (
  select distinct a.area_id as grid_id, d.day::date as day
  from generate_series($1::date, $2::date - 1, interval '1 day') as d (day)
  join officer_assignments a
    on a.valid_from < (d.day + interval '36 hours') at time zone 'UTC'
    and (a.valid_to is null or a.valid_to > (d.day - interval '12 hours') at time zone 'UTC')
), wanted as (
  select h.grid_id, h.day from held h
  left join (select distinct grid_id, day from day_rollups where day >= $3 and day < $4) r
    on r.grid_id = h.grid_id and r.day = h.day
  cross join lateral (select area_time_zone(h.grid_id, $5) as zone) z
  where not $6 or (r.day is null and (h.day + 1)::timestamp at time zone z.zone <= $7
    and exists (select from officer_assignments a where a.area_id = h.grid_id
      and a.valid_from <= (h.day + interval '12 hours') at time zone z.zone
      and (a.valid_to is null or (h.day + interval '12 hours') at time zone z.zone < a.valid_to)))
),
named as (
  insert into "rollup_jobs" ("grid_id", "day", due_at)
  select distinct "grid_id", "day", $8::timestamptz from (select grid_id, day from wanted) as k ("grid_id", "day") order by "grid_id", "day"
  on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming returning 1)
select count(*)::int as count from named;
