import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import type { Month } from './period.ts';

const WEEK_DAYS = 7;

/** Judged patrols of the month by their latest verdict, with the local day they started on. */
export const judgedPatrols = ({ from, to, timeZone }: Month): RawBuilder<unknown> => sql`
  select p.*, (p.start_time at time zone ${timeZone})::date as day, v.outcome, v.effective_min, v.coverage, v.body
  from patrols p
  join lateral (
    select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
  ) v on true
  where p.start_time >= ${from}::timestamp at time zone ${timeZone} and p.start_time < ${to}::timestamp at time zone ${timeZone}`;

/**
 * Fills month_seen, the days on which each officer saw each cell, and month_ground, what that makes of each grid's ground: how long ago
 * its cells were last seen when the month ends, and on how many days its windows and weekly visits were met. A grid is asked what its
 * holder of the lowest id is asked. Each day a cell was seen opens a window of periodDays, windows that touch are one, and the ground seen
 * within a window up to a day is the sum of what opened less what closed by then.
 */
export async function prepareGround(db: Db, month: Month): Promise<void> {
  const { from, to } = month;
  const norms = PRESETS[month.scenario]!.norms.map(({ gridType, officerCategory, rules }) => ({
    grid_type: gridType ?? null,
    category: officerCategory ?? null,
    period_days: rules.periodDays,
    wanted: rules.coveragePerPeriod,
  }));
  await sql`drop table if exists month_seen, month_visits, month_ground`.execute(db);
  await sql`
    create unlogged table month_seen as
    select p.officer_id, p.grid_id, ('x' || lpad(c.cell, 16, '0'))::bit(64)::bigint as cell,
      range_agg(daterange(p.day, p.day + 1)) as days
    from (${judgedPatrols(month)}) p
    cross join lateral jsonb_array_elements_text(p.body #> '{cells,seen}') as c (cell)
    where p.outcome <> 'suspicious'
    group by 1, 2, 3`.execute(db);
  await sql`
    create unlogged table month_visits as
    select p.grid_id, p.day, c ->> 'id' as checkpoint, count(*) as visits
    from (${judgedPatrols(month)}) p
    cross join lateral jsonb_array_elements(p.body -> 'checkpoints') as c
    where (c ->> 'visited')::boolean
    group by 1, 2, 3`.execute(db);
  await sql`analyze month_seen, month_visits`.execute(db);
  await sql`
    create unlogged table month_ground as
    with norms as (
      select * from jsonb_to_recordset(${JSON.stringify(norms)}::text::jsonb)
        as n (grid_type text, category text, period_days int, wanted float8)
    ), grids as (
      select h.grid_id, n.period_days, n.wanted
      from (select distinct on (area_id) area_id as grid_id, officer_id from officer_assignments order by area_id, officer_id) h
      join officers o on o.id = h.officer_id
      join area_versions v on v.area_id = h.grid_id
      cross join lateral (
        select * from norms where coalesce(norms.category, o.category) = o.category
          and coalesce(norms.grid_type, v.grid_type, '') = coalesce(v.grid_type, '')
        order by num_nulls(norms.category, norms.grid_type) limit 1
      ) n
    ), cells as (
      select s.grid_id, c.cell, c.weight
      from cell_sets s cross join lateral unnest(s.cells, s.weights) as c (cell, weight) where c.weight > 0
    ), aged as (
      select c.*, n.days, coalesce(${to}::date - 1 - (upper(n.days) - 1), ${to}::date - ${from}::date) as age
      from cells c
      left join (select grid_id, cell, range_agg(days) as days from month_seen group by 1, 2) n using (grid_id, cell)
    ), stale as (
      select grid_id, sum(weight) as weight, sum(weight * age) as stale_weight_days, max(age) as stale_max_days,
        coalesce(sum(weight) filter (where days is null), 0) as unseen_weight
      from aged group by grid_id
    ), windows as (
      select a.grid_id, a.weight, unnest(w.open) as open
      from aged a
      join grids g using (grid_id)
      cross join lateral (
        select range_agg(daterange(lower(d), upper(d) + g.period_days - 1)) as open from unnest(a.days) as d
      ) w
    ), changes as (
      select grid_id, day, sum(weight) as weight from (
        select grid_id, lower(open) as day, weight from windows union all select grid_id, upper(open), -weight from windows
      ) c group by grid_id, day
    ), days as (
      select g.grid_id, d.day::date as day, d.day::date - ${from}::date + 1 >= g.period_days as whole, g.wanted,
        sum(c.weight) over (partition by g.grid_id order by d.day) as seen
      from grids g
      cross join generate_series(${from}::date, ${to}::date - 1, interval '1 day') as d (day)
      left join changes c on c.grid_id = g.grid_id and c.day = d.day
    ), comb as (
      select d.grid_id, count(*) as windows, count(*) filter (where coalesce(seen, 0) >= wanted * weight - 1e-6) as met,
        sum(floor(coalesce(seen, 0)::float8 / weight * 10000 + 0.5)) as coverage_e4
      from days d join stale s using (grid_id) where d.whole group by d.grid_id
    ), weeks as (
      select a.id as grid_id, d.day::date as day, p.id as checkpoint,
        sum(v.visits) over (partition by a.id, p.id order by d.day rows between ${sql.lit(WEEK_DAYS - 1)} preceding and current row) as visits
      from jsonb_each(${JSON.stringify(month.checkpoints)}::text::jsonb) as g (code, ids)
      join areas a on a.code = g.code
      cross join lateral jsonb_array_elements_text(g.ids) as p (id)
      cross join generate_series(${from}::date, ${to}::date - 1, interval '1 day') as d (day)
      left join month_visits v on v.grid_id = a.id and v.day = d.day and v.checkpoint = p.id
    ), visited as (
      select grid_id, count(*) as due, count(*) filter (where visits >= ${month.visitsPerWeek}) as met
      from weeks where day >= ${from}::date + ${sql.lit(WEEK_DAYS - 1)} group by grid_id
    )
    select g.grid_id, s.weight, s.stale_weight_days, s.stale_max_days, s.unseen_weight, coalesce(c.windows, 0) as comb_windows,
      coalesce(c.met, 0) as comb_met, coalesce(c.coverage_e4, 0) as comb_coverage_e4, coalesce(v.due, 0) as checkpoints_due,
      coalesce(v.met, 0) as checkpoints_met
    from grids g
    left join stale s using (grid_id)
    left join comb c using (grid_id)
    left join visited v using (grid_id)`.execute(db);
  await sql`analyze month_ground`.execute(db);
}
