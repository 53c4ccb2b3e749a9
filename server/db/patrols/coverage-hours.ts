import { sql } from 'kysely';
import type { CoverageHours } from '../../contract/metrics/coverage-hours.ts';
import type { Db } from '../store/open.ts';
import { JUDGED, OUTCOME } from '../verdicts/judged.ts';

/** Hours of a week. */
const HOURS = 168;

/**
 * Minutes of patrols (ended, judged, and not suspicious by what stands) and incidents in grids of an area, by hour of the week in its time zone;
 * patrols that started and incidents that began on local days from `from` to before `to`.
 */
export async function coverageHours(
  db: Db,
  { areaId, from, to }: { areaId: number; from: string; to: string },
): Promise<Pick<CoverageHours, 'patrolMin' | 'incidents'>> {
  const hourOf = (local: ReturnType<typeof sql>) =>
    sql`((extract(isodow from ${local})::int - 1) * 24 + extract(hour from ${local})::int)`;
  const { rows } = await sql<{ hour: number; minutes: number; incidents: number }>`
    with span as (
      select z.zone, ${from}::timestamp at time zone z.zone as since, ${to}::timestamp at time zone z.zone as until
      from (select area_time_zone(${areaId}::bigint, ${to}::timestamp at time zone 'UTC') as zone) z
    ), grids as materialized (
      select area_subtree(${areaId}::bigint, since, until) as id from span
    ), walked as (
      select p.start_time at time zone s.zone as began, p.end_time at time zone s.zone as ended
      from span s join patrols p on p.start_time >= s.since and p.start_time < s.until
      ${JUDGED}
      where p.end_time is not null and p.grid_id in (select id from grids) and ${OUTCOME} <> 'suspicious'
    ), parts as (
      select ${hourOf(sql`h.hour`)} as hour,
        extract(epoch from least(h.hour + interval '1 hour', w.ended) - greatest(h.hour, w.began)) / 60 as minutes, 0 as incidents
      from walked w cross join lateral generate_series(date_trunc('hour', w.began), w.ended, interval '1 hour') h (hour)
      union all
      select ${hourOf(sql`(i.occurred_from at time zone s.zone)`)}, 0, 1
      from span s join incidents i on i.occurred_from >= s.since and i.occurred_from < s.until
      where i.grid_id in (select id from grids)
    )
    select hour, round(sum(minutes)::numeric, 1)::float8 as minutes, sum(incidents)::int as incidents from parts group by hour`.execute(
    db,
  );
  const patrolMin = new Array<number>(HOURS).fill(0);
  const incidents = new Array<number>(HOURS).fill(0);
  for (const { hour, incidents: began, minutes } of rows) {
    patrolMin[hour] = minutes;
    incidents[hour] = began;
  }
  return { patrolMin, incidents };
}
