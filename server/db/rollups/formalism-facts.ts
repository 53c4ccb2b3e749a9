import { sql } from 'kysely';
import { AT_MINIMUM_MIN, BESIDE_MIN } from '../../contract/metrics/formalism.ts';
import type { Db } from '../store/open.ts';
import { type GroupQuestion, inForce, runWide } from './metric-groups.ts';
import { UNIT_COLUMNS } from './unit-columns.ts';

/** Judged patrols on record as of an edition, with the unit and the norm of their day. Times are local wall clock times. */
const patrolsOf = (question: GroupQuestion) => sql`
  select r.${sql.raw(UNIT_COLUMNS[question.level])} as unit_id, p.origin,
    p.start_time at time zone z.zone as started, p.end_time at time zone z.zone as ended,
    extract(epoch from p.end_time - p.start_time)::float8 / 60 as minutes,
    (n.rules ->> 'minutesPerPatrol')::float8 as asked
  from day_rollups r
  join day_verdicts d on d.officer_id = r.officer_id and d.grid_id = r.grid_id and d.day = r.day and d.edition = r.edition
  cross join lateral jsonb_to_recordset(d.verdict -> 'patrols') as c ("patrolId" bigint)
  join patrols p on p.officer_id = r.officer_id and p.id = c."patrolId"
  cross join lateral (select area_time_zone(r.grid_id, p.start_time) as zone) z
  left join norm_versions n on n.norm_id = r.norm_id and n.version = r.norm_version
  where ${inForce(question)} and r.completed + r.incomplete + r.suspicious + r.unverifiable > 0`;

export interface LengthGroup {
  unitId: number;
  patrols: number;
  /** Declared ones at least as long as the norm asks; of them at the minimum, and in the stretch beside it. */
  longEnough: number;
  atMinimum: number;
  beside: number;
}

/** Patrols by unit and by how long they were beside what the norm asked. Where the built-in norm held nothing is said of the minimum. */
export async function readLengths(db: Db, question: GroupQuestion): Promise<LengthGroup[]> {
  const over = sql`p.origin = 'declared' and p.asked > 0 and p.minutes >= p.asked`;
  return runWide(
    db,
    sql<LengthGroup>`
    with p as (${patrolsOf(question)})
    select unit_id as "unitId", count(*)::int as patrols,
      (count(*) filter (where ${over}))::int as "longEnough",
      (count(*) filter (where ${over} and p.minutes < p.asked + ${AT_MINIMUM_MIN}::float8))::int as "atMinimum",
      (count(*) filter (where ${over} and p.minutes >= p.asked + ${AT_MINIMUM_MIN}::float8
        and p.minutes < p.asked + ${AT_MINIMUM_MIN + BESIDE_MIN}::float8))::int as beside
    from p where unit_id is not null group by 1`,
  );
}

/** Whole minutes on patrol by unit and local hour of the day. */
export async function readHours(
  db: Db,
  question: GroupQuestion,
): Promise<{ unitId: number; hour: number; minutes: number }[]> {
  return runWide(
    db,
    sql<{ unitId: number; hour: number; minutes: number }>`
    with p as (${patrolsOf(question)})
    select unit_id as "unitId", extract(hour from h)::int as hour,
      sum(round(extract(epoch from least(ended, h + interval '1 hour') - greatest(started, h)) / 60))::float8 as minutes
    from p cross join lateral generate_series(date_trunc('hour', started), ended, interval '1 hour') as h
    where unit_id is not null group by 1, 2`,
  );
}

/**
 * Likeness of neighbouring days of one officer in one grid, by unit: sums of the Jaccard index of the cells seen and of what independent walks
 * would have, and the share of the cells seen on any of the days.
 */
export async function readLikeness(
  db: Db,
  question: GroupQuestion,
): Promise<
  { unitId: number; pairs: number; similarity: number; expected: number; seen: number }[]
> {
  return runWide(
    db,
    sql<{ unitId: number; pairs: number; similarity: number; expected: number; seen: number }>`
    with days as (
      select r.${sql.raw(UNIT_COLUMNS[question.level])} as unit_id, r.officer_id, r.grid_id, r.seen, r.cell_set_id,
        lag(r.seen) over w as before, lag(r.cell_set_id) over w as set_before
      from day_rollups r where ${inForce(question)} and r.seen is not null
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
    from pairs p join ground g using (unit_id) where in_either > 0 group by 1`,
  );
}

/** Matters of the grids of a question by local hour of the day, from `since` to before the question's end. */
export async function readIncidentHours(
  db: Db,
  { areaId, since, to }: { areaId: number; since: string; to: string },
): Promise<number[]> {
  const { rows } = await sql<{ hour: number; count: number }>`
    select extract(hour from i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::int as hour,
      count(*)::int as count
    from incidents i
    where i.occurred_from >= ${since}::date - 1 and i.occurred_from < ${to}::date + 1
      -- Whose moment is not known to the hour says nothing of hours.
      and i.occurred_to - i.occurred_from <= interval '1 hour'
      and i.grid_id in (select area_subtree(${areaId}::bigint, '-infinity', 'infinity'))
    group by 1`.execute(db);
  const hours = new Array<number>(24).fill(0);
  for (const { hour, count } of rows) hours[hour] = count;
  return hours;
}
