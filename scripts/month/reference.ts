import { sql } from 'kysely';
import type { MetricLevel } from '../../server/contract/metrics/metrics.ts';
import type { Db } from '../../server/db/store/open.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import type { Figures, Month } from './period.ts';
import { judgedPatrols, prepareGround } from './reference-ground.ts';
import { prepareRecords } from './reference-scores.ts';
import { rounded, share } from './rounded.ts';

/**
 * Recomputes a period's figures in plain SQL from patrols, verdicts and the preset, by none of the functions and tables the service
 * answers from, but the patrollable cells with their weights. Knows what the simulated month has: one assignment an officer, no leave,
 * no decisions, whole days, one cut of each grid. Tables are filled first, for all levels.
 */
export async function prepareReference(db: Db, month: Month): Promise<void> {
  const { from, to, timeZone, scenario } = month;
  const norms = PRESETS[scenario]!.norms.map(({ gridType, officerCategory, rules }) => ({
    grid_type: gridType ?? null,
    category: officerCategory ?? null,
    per_day: rules.patrolsPerDay,
    minutes: rules.minutesPerPatrol,
    rest: rules.minRestMinutes,
    windows: rules.windows,
    duty_days: rules.dutyDays,
  }));
  await sql`drop table if exists month_days, month_placed`.execute(db);
  await sql`
    create unlogged table month_days as
    with recursive norms as (
      select * from jsonb_to_recordset(${JSON.stringify(norms)}::text::jsonb)
        as n (grid_type text, category text, per_day int, minutes float8, rest int, windows jsonb, duty_days jsonb)
    ), held as (
      select a.officer_id, a.area_id as grid_id, d.day::date as day, n.*,
        case when n.duty_days @> to_jsonb(extract(isodow from d.day)::int) then n.per_day else 0 end as required
      from officer_assignments a
      join officers o on o.id = a.officer_id
      join area_versions g on g.area_id = a.area_id
      cross join generate_series(${from}::date, ${to}::date - 1, interval '1 day') as d (day)
      cross join lateral (
        select * from norms where coalesce(norms.category, o.category) = o.category
          and coalesce(norms.grid_type, g.grid_type, '') = coalesce(g.grid_type, '')
        order by num_nulls(norms.category, norms.grid_type) limit 1
      ) n
    ), judged as (
      select p.officer_id, p.grid_id, p.id, h.day, p.start_time, p.end_time, h.per_day, h.rest, p.outcome,
        (select min(w.at) from jsonb_array_elements(h.windows) with ordinality as w (clock, at)
          where to_char(p.start_time at time zone ${timeZone}, 'HH24:MI') between w.clock ->> 'from' and w.clock ->> 'to'
        )::int as window_at,
        greatest(1, jsonb_array_length(h.windows)) as windows,
        coalesce((select sum(extract(epoch from upper(r) - lower(r)))::float8 from unnest(
          (select range_agg(tstzrange(q.start_time, q.end_time)) from patrols q
            where q.officer_id = p.officer_id and (q.start_time, q.id) < (p.start_time, p.id))
          * tstzmultirange(tstzrange(p.start_time, p.end_time))) r), 0)
          / extract(epoch from p.end_time - p.start_time)::float8 as shared,
        p.effective_min, p.coverage, (p.body #>> '{measures,distanceM,best}')::float8 as distance_m,
        (p.body #>> '{measures,gapMin}')::float8 as gap_min,
        (select count(*) from jsonb_array_elements(p.body -> 'signals') s where s ->> 'strength' = 'strong') as strong,
        (select count(*) from jsonb_array_elements(p.body -> 'signals') s where s ->> 'strength' = 'weak') as weak,
        (select count(*) from jsonb_array_elements(p.body -> 'checkpoints') s where (s ->> 'visited')::boolean) as visited,
        coalesce(jsonb_array_length(${JSON.stringify(month.checkpoints)}::text::jsonb -> g.code), 0) as to_visit
      from (${judgedPatrols(month)}) p
      join held h on h.officer_id = p.officer_id and h.grid_id = p.grid_id and h.day = p.day
      join areas g on g.id = p.grid_id
    ), numbered as (
      select *, row_number() over (partition by officer_id, day order by start_time, id) as k from judged
    ), walk as (
      select distinct officer_id, day, 0::bigint as k, false as counts, '-infinity'::timestamptz as rested,
        array_fill(0, array[12]) as taken from numbered
      union all
      select n.officer_id, n.day, n.k, c.counts,
        case when c.counts then n.end_time + make_interval(mins => n.rest) else w.rested end,
        (select array_agg(t + (c.counts and i = n.window_at)::int order by i) from unnest(w.taken) with ordinality as u (t, i))
      from walk w
      join numbered n on n.officer_id = w.officer_id and n.day = w.day and n.k = w.k + 1
      cross join lateral (
        select n.outcome = 'completed' and n.shared <= 0.5 and n.start_time >= w.rested
          and (n.window_at is null or w.taken[n.window_at] < ceil(n.per_day::float8 / n.windows)) as counts
      ) c
    ), days as (
      select n.officer_id, n.day, count(*) as judged, count(*) filter (where w.counts) as done,
        count(*) filter (where n.outcome = 'completed') as completed,
        count(*) filter (where n.outcome = 'incomplete') as incomplete,
        count(*) filter (where n.outcome = 'suspicious') as suspicious,
        count(*) filter (where n.outcome = 'unverifiable') as unverifiable,
        sum(floor(n.effective_min * 60 * (1 - n.shared) + 0.5)) as effective_s,
        sum(floor(n.distance_m * (1 - n.shared) + 0.5)) as distance_m,
        sum(floor(n.coverage * 10000 + 0.5)) as coverage_e4,
        sum(floor(n.gap_min * 60 * (1 - n.shared) + 0.5)) as gap_s,
        sum(floor(extract(epoch from n.end_time - n.start_time)::float8 * (1 - n.shared) + 0.5)) as span_s,
        sum(n.strong) as strong, sum(n.weak) as weak, sum(n.visited) as visited, sum(n.to_visit) as to_visit
      from numbered n
      join walk w on w.officer_id = n.officer_id and w.day = n.day and w.k = n.k
      group by n.officer_id, n.day
    )
    select h.officer_id, h.grid_id, h.day, h.required, h.required * h.minutes as required_min, d.judged, d.done, d.completed,
      d.incomplete, d.suspicious, d.unverifiable, d.effective_s, d.distance_m, d.coverage_e4, d.gap_s, d.span_s, d.strong, d.weak, d.visited, d.to_visit,
      case
        when d.suspicious > 0 then 'suspicious'
        when h.required = 0 then 'not-required'
        when coalesce(d.done, 0) >= h.required then 'completed'
        when d.done + d.unverifiable >= h.required then 'unverifiable'
        else 'incomplete'
      end as outcome
    from held h
    left join days d on d.officer_id = h.officer_id and d.day = h.day`.execute(db);
  await sql`
    create unlogged table month_placed as
    with recursive above as (
      select v.area_id as grid_id, v.area_id, v.parent_id, v.level from area_versions v where v.level = 'grid'
      union all
      select b.grid_id, v.area_id, v.parent_id, v.level from above b join area_versions v on v.area_id = b.parent_id
    )
    select b.grid_id,
      max(a.code) filter (where b.level = 'grid') as grid_code, max(a.code) filter (where b.level = 'village') as village_code,
      max(a.code) filter (where b.level = 'town') as town_code, max(a.code) filter (where b.level = 'district') as district_code,
      max(a.code) filter (where b.level = 'city') as city_code
    from above b join areas a on a.id = b.area_id group by b.grid_id`.execute(db);
  await sql`analyze month_days, month_placed`.execute(db);
  await prepareGround(db, month);
  await prepareRecords(db, month);
}

/** The period's figures of every unit of a level that anything was required of or that was patrolled, by code; kept in month_units. */
export async function readReference(db: Db, level: MetricLevel): Promise<Map<string, Figures>> {
  const unit = sql.ref(level === 'officer' ? 'officer_code' : `${level}_code`);
  await sql`drop table if exists month_units`.execute(db);
  await sql`
    create unlogged table month_units as
    with units as (
      select m.*, ${unit} as unit from (
        select d.*, o.code as officer_code from month_days d join officers o on o.id = d.officer_id
      ) m join month_placed p on p.grid_id = m.grid_id
    ), seen as (
      select distinct grid_id, cell, case when ${level} = 'officer' then officer_id end as officer_id from month_seen
    ), ground as (
      select u.unit, sum(c.weight) as whole, sum(c.weight) filter (where n.cell is not null) as seen
      from (select distinct unit, grid_id, case when ${level} = 'officer' then officer_id end as officer_id from units) u
      join cell_sets s on s.grid_id = u.grid_id
      cross join lateral unnest(s.cells, s.weights) as c (cell, weight)
      left join seen n on n.grid_id = u.grid_id and n.cell = c.cell and n.officer_id is not distinct from u.officer_id
      group by u.unit
    ), stands as (
      select u.unit, sum(weight) as weight, sum(stale_weight_days) as stale_weight_days, max(stale_max_days) as stale_max_days,
        sum(unseen_weight) as unseen_weight, sum(comb_windows) as comb_windows, sum(comb_met) as comb_met,
        sum(comb_coverage_e4) as comb_coverage_e4, sum(checkpoints_due) as checkpoints_due, sum(checkpoints_met) as checkpoints_met
      from (select distinct unit, grid_id from units) u join month_ground m on m.grid_id = u.grid_id
      where ${level} <> 'officer'
      group by u.unit
    ), sums as (
      select unit, count(*) filter (where required > 0) as duty, count(*) filter (where required > 0 and judged > 0) as on_duty,
        sum(required) as required, coalesce(sum(done), 0) as done, coalesce(sum(least(coalesce(done, 0), required)), 0) as met, coalesce(sum(completed), 0) as completed,
        coalesce(sum(incomplete), 0) as incomplete, coalesce(sum(suspicious), 0) as suspicious,
        coalesce(sum(unverifiable), 0) as unverifiable, coalesce(sum(judged), 0) as judged,
        coalesce(sum(effective_s), 0) as effective_s, sum(required_min) as required_min, coalesce(sum(distance_m), 0) as distance_m,
        coalesce(sum(coverage_e4), 0) as coverage_e4, coalesce(sum(gap_s), 0) as gap_s, coalesce(sum(span_s), 0) as span_s,
        coalesce(sum(strong), 0) as strong, coalesce(sum(weak), 0) as weak,
        coalesce(sum(visited), 0) as visited, coalesce(sum(to_visit), 0) as to_visit,
        count(*) filter (where outcome = 'completed') as days_completed, count(*) filter (where outcome = 'incomplete') as days_incomplete,
        count(*) filter (where outcome = 'suspicious') as days_suspicious,
        count(*) filter (where outcome = 'unverifiable') as days_unverifiable
      from units group by unit
    )
    select s.unit, duty::float8 as "dutyDays", on_duty::float8 as "onDutyDays",
      ${share('on_duty', 'duty')} as "onDutyRate", required::float8 as "patrolsRequired",
      done::float8 as "patrolsDone", ${share('met', 'required')} as "completionRate",
      days_completed::float8 as "daysCompleted", days_incomplete::float8 as "daysIncomplete",
      days_suspicious::float8 as "daysSuspicious", days_unverifiable::float8 as "daysUnverifiable",
      completed::float8 as completed, incomplete::float8 as incomplete, suspicious::float8 as suspicious,
      unverifiable::float8 as unverifiable, ${rounded(sql`effective_s::float8 / 60`, 2)} as "effectiveMin",
      required_min::float8 as "requiredMin", distance_m::float8 as "distanceM",
      ${share('coverage_e4::float8 / 10000', 'judged')} as "coverageMean",
      ${share('coalesce(g.seen, 0)', 'g.whole')} as "coverageUnion",
      ${share('m.comb_met', 'm.comb_windows')} as "combRate",
      ${share('m.comb_coverage_e4::float8 / 10000', 'm.comb_windows')} as "combCoverage",
      case when m.comb_windows > 0 then (m.comb_met = m.comb_windows)::int::float8 end as "combMet",
      ${rounded(sql`m.stale_weight_days::float8 / nullif(m.weight, 0)::float8 * 24`, 1)} as "stalenessMeanH",
      m.stale_max_days::float8 * 24 as "stalenessMaxH",
      ${share('m.unseen_weight', 'm.weight')} as "unseenShare",
      ${share('visited', 'to_visit')} as "checkpointRate",
      ${share('m.checkpoints_met', 'm.checkpoints_due')} as "checkpointWeekRate",
      strong::float8 as "strongSignals", weak::float8 as "weakSignals",
      case when span_s > 0 then ${rounded(sql`greatest(0, 1 - gap_s::float8 / span_s::float8)`, 4)} end as completeness
    from sums s left join ground g on g.unit = s.unit left join stands m on m.unit = s.unit where s.unit is not null`.execute(
    db,
  );
  const { rows } = await sql<Figures & { unit: string }>`select * from month_units`.execute(db);
  return new Map(rows.map(({ unit: code, ...figures }) => [code, figures]));
}
