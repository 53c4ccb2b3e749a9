import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { Period } from '../../contract/metrics/metrics.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { DAY_MS } from '../../contract/units.ts';
import { findEdition } from '../../db/rollups/metric-groups.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import {
  isFinal,
  latestPeriods,
  settledUntil,
  type WaitingDay,
  waitingIn,
} from '../../domain/metrics/finality.ts';
import { addDays, periodOf } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';

/** What decides whether the periods of an area are final. */
export interface FinalityFacts {
  areaId: number;
  code: string;
  level: Level;
  timeZone: string;
  /** Edition of the roll-ups, read before what waits: a change in between is found as one after it. */
  edition: number;
  /** Hours after its end at which a period may be final: longest late-upload allowance and grace. */
  settleH: number;
  /** Local day up to which days have settled. */
  settled: string;
  waiting: WaitingDay[];
}

/** Facts of an area at `now` (Unix ms) about its local days from `from`. */
export async function finalityFacts(
  db: Db,
  { areaId, now, graceH, from }: { areaId: number; now: number; graceH: number; from: string },
): Promise<FinalityFacts> {
  const { edition } = (await findEdition(db))!;
  const area = await sql<{ code: string; level: Level; timeZone: string; lateUploadH: number }>`
    with recursive above as (
      select ${areaId}::bigint as area_id
      union
      select v.parent_id from above join areas_at(${iso(now)}) v on v.area_id = above.area_id where v.parent_id is not null
    ), norms_here as (
      select n.id, n.area_id in (select area_id from above) and n.grid_type is null and n.officer_category is null as for_all
      from norms n where n.area_id in (select area_id from above)
        or n.area_id in (select area_subtree(${areaId}::bigint, '-infinity', ${iso(now)}::timestamptz))
    )
    select a.code, v.level, v.time_zone as "timeZone",
      greatest(
        (select max((nv.rules ->> 'lateUploadHours')::float8) from norm_versions nv
          where nv.norm_id in (select id from norms_here) and nv.valid_from <= ${iso(now)}),
        case when not exists (select from norms_here where for_all) then ${defaultNorm().rules.lateUploadHours}::float8 end
      ) as "lateUploadH"
    from areas a
    join lateral (select level, time_zone from area_versions where area_id = a.id order by version desc limit 1) v on true
    where a.id = ${areaId}`.execute(db);
  const { code, level, timeZone, lateUploadH } = area.rows[0]!;
  const below = sql`(select area_subtree(${areaId}::bigint, '-infinity', ${iso(now)}::timestamptz))`;
  // A patrol belongs to the local day it starts on; a day earlier lets every zone's days in.
  const since = sql`${iso(Date.parse(`${from}T00:00:00Z`) - DAY_MS)}::timestamptz`;
  const startDay = sql`(p.start_time at time zone ${timeZone})::date`;
  const { rows: waiting } = await sql<WaitingDay>`
    select day::text, sum(verdicts)::int as verdicts, sum(days)::int as days, sum(contests)::int as contests from (
      select ${startDay} as day, 1 as verdicts, 0 as days, 0 as contests
      from verdict_jobs j join patrols p on p.officer_id = j.officer_id and p.id = j.patrol_id
      where p.grid_id in ${below} and p.start_time >= ${since}
      union all
      select j.day, 0, 1, 0 from rollup_jobs j where j.grid_id in ${below} and j.day >= ${from}::date
      union all
      select ${startDay}, 0, 0, 1
      from contests c join patrols p on p.officer_id = c.officer_id and p.id = c.patrol_id
      where c.decision is null and p.grid_id in ${below} and p.start_time >= ${since}
    ) w group by day order by day`.execute(db);
  const settleH = (lateUploadH ?? defaultNorm().rules.lateUploadHours) + graceH;
  const settled = settledUntil(now, settleH, timeZone);
  return { areaId, code, level, timeZone, edition, settleH, settled, waiting };
}

/** A period that was said to be final. */
export interface FinalPeriod {
  areaId: number;
  period: Period;
  from: string;
  to: string;
  /** It was last said of. */
  edition: number;
  /** Latest edition that changed a figure. */
  changed: number;
}

/** Areas whose periods somebody is to be told of, and since when (Unix ms). */
export async function areasToldOfPeriods(db: Db): Promise<{ areaId: number; since: number }[]> {
  const { rows } = await sql<{ areaId: number; since: number }>`
    select area_id as "areaId", floor(extract(epoch from min(created_at)) * 1000)::float8 as since from webhooks
    where state <> 'disabled' and event_types && array['period.final', 'period.revised']
    group by area_id order by area_id`.execute(db);
  return rows;
}

/** Periods of an area said to be final that end after `after` (a local day). */
export async function readFinalPeriods(
  db: Db,
  areaId: number,
  after: string,
): Promise<FinalPeriod[]> {
  const { rows } = await sql<FinalPeriod>`
    select area_id as "areaId", period, first_day::text as "from", end_day::text as "to", edition, changed_edition as changed
    from final_periods where area_id = ${areaId} and end_day > ${after}::date
    order by end_day, period`.execute(db);
  return rows;
}

/** Puts on record that a period was said to be final as of an edition. */
export async function putFinalPeriod(
  db: Db,
  { areaId, period, from, to, edition }: Omit<FinalPeriod, 'changed'>,
): Promise<void> {
  await sql`
    insert into final_periods (area_id, period, first_day, end_day, edition, changed_edition)
    values (${areaId}, ${period}, ${from}, ${to}, ${edition}, ${edition})
    on conflict (area_id, period, first_day) do update set edition = excluded.edition,
      changed_edition = greatest(final_periods.changed_edition, excluded.edition)`.execute(db);
}

/**
 * Marks the final periods ending after `after` (a local day) that editions after `since` changed. One pass over the roll-ups of
 * those days. `since` null: the earliest edition any of them was said of.
 */
export async function markChangedPeriods(
  db: Db,
  { after, since }: { after: string; since: number | null },
): Promise<void> {
  const before =
    since === null
      ? sql`(select coalesce(min(edition), 0) from final_periods where end_day > ${after}::date)`
      : sql`${since}::bigint`;
  const first = sql`(select min(first_day) from final_periods where end_day > ${after}::date)`;
  const changes = (table: 'day_rollups' | 'ground_days') => sql`
    select distinct day, array[grid_id, village_id, town_id, district_id, city_id] as areas,
      greatest(edition, coalesce(superseded, 0)) as changed
    from ${sql.table(table)} where day >= ${first} and (edition > ${before} or superseded > ${before})`;
  await sql`
    update final_periods f set changed_edition = c.changed
    from (
      select f.area_id, f.period, f.first_day, max(r.changed) as changed
      from (${changes('day_rollups')} union all ${changes('ground_days')}) r
      join final_periods f on f.area_id = any (r.areas) and f.first_day <= r.day and r.day < f.end_day
      where f.end_day > ${after}::date
      group by 1, 2, 3
    ) c
    where c.area_id = f.area_id and c.period = f.period and c.first_day = f.first_day and c.changed > f.changed_edition`.execute(
    db,
  );
}

/** Whether the last `count` whole periods of each kind of an area are final at `now` (Unix ms), and what waits in them. */
export async function finalityOf(
  db: Db,
  { areaId, now, graceH, count }: { areaId: number; now: number; graceH: number; count: number },
) {
  const from = periodOf(iso(now).slice(0, 10), 'quarter').from;
  const oldest = Array.from({ length: count }).reduce<string>(
    (day) => periodOf(addDays(day, -1), 'quarter').from,
    from,
  );
  const facts = await finalityFacts(db, { areaId, now, graceH, from: addDays(oldest, -1) });
  const { timeZone, settleH, waiting } = facts;
  return {
    timeZone,
    settleHours: settleH,
    periods: latestPeriods(localTime(now, timeZone).day, count).map((period) => ({
      ...period,
      final: isFinal(period, facts),
      waiting: waitingIn(period, waiting),
    })),
  };
}
