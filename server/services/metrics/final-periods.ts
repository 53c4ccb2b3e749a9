import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
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
import { addDays, periodBefore, periodOf } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';

/** A day after all others. */
const NEVER = '9999-12-31';

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
  /** The first local day on which an officer of the area had a grid and a handheld; nothing before it can be final. */
  firstDay: string;
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
  const area = await sql<{
    code: string;
    level: Level;
    timeZone: string;
    firstDay: string;
    lateUploadH: number;
  }>`
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
      coalesce((
        select (min(greatest(o.valid_from, h.valid_from)) at time zone v.time_zone)::date::text
        from officer_assignments o join handheld_assignments h on h.officer_id = o.officer_id
          and o.valid_from < coalesce(h.valid_to, 'infinity') and h.valid_from < coalesce(o.valid_to, 'infinity')
        where o.area_id in (select area_subtree(a.id, '-infinity', ${iso(now)}::timestamptz))
      ), ${NEVER}) as "firstDay",
      greatest(
        (select max((nv.rules ->> 'lateUploadHours')::float8) from norm_versions nv
          where nv.norm_id in (select id from norms_here) and nv.valid_from <= ${iso(now)}),
        case when not exists (select from norms_here where for_all) then ${defaultNorm().rules.lateUploadHours}::float8 end
      ) as "lateUploadH"
    from areas a
    join lateral (select level, time_zone from area_versions where area_id = a.id order by version desc limit 1) v on true
    where a.id = ${areaId}`.execute(db);
  const { code, level, timeZone, firstDay, lateUploadH } = area.rows[0]!;
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
  return { areaId, code, level, timeZone, edition, settleH, firstDay, settled, waiting };
}

/** Whether the last `count` whole periods of each kind of an area are final at `now` (Unix ms), and what waits in them. */
export async function finalityOf(
  db: Db,
  { areaId, now, graceH, count }: { areaId: number; now: number; graceH: number; count: number },
) {
  const from = periodOf(iso(now).slice(0, 10), 'quarter').from;
  const oldest = Array.from({ length: count }).reduce<string>(
    (day) => periodBefore(day, 'quarter').from,
    from,
  );
  const facts = await finalityFacts(db, { areaId, now, graceH, from: addDays(oldest, -1) });
  const { timeZone, settleH, firstDay, waiting } = facts;
  return {
    timeZone,
    settleHours: settleH,
    trackedFrom: firstDay === NEVER ? null : firstDay,
    periods: latestPeriods(localTime(now, timeZone).day, count, firstDay).map((period) => ({
      ...period,
      final: isFinal(period, facts),
      waiting: waitingIn(period, waiting),
    })),
  };
}
