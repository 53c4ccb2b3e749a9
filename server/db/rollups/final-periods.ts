import { sql } from 'kysely';
import type { Period } from '../../contract/metrics/metrics.ts';
import type { Db } from '../store/open.ts';

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
