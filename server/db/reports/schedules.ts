import { sql } from 'kysely';
import type { ReportSchedule, ReportScheduleInput } from '../../contract/reports/report.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`id, area_id as "areaId", period, language, recipients, created_by as "createdBy",
  ${utc('created_at')} as "createdAt", ${utc('sent_at')} as "sentAt", error`;

/** A schedule with the day after the last period that was sent, YYYY-MM-DD. */
export type DueSchedule = ReportSchedule & { sentTo: string; timeZone: string };

/** Schedules of an area and below as of now (Unix ms), latest first. */
export async function listSchedules(
  db: Db,
  { within, nowMs }: { within: number; nowMs: number },
): Promise<ReportSchedule[]> {
  const moment = iso(nowMs);
  const { rows } = await sql<ReportSchedule>`
    select ${COLUMNS} from report_schedules
    where area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))
    order by id desc`.execute(db);
  return rows;
}

/** Makes a schedule that sends what ends after `sentTo`; null where there are `most` already. */
export async function insertSchedule(
  db: Db,
  schedule: ReportScheduleInput & { by: string; nowMs: number; sentTo: string; most: number },
): Promise<ReportSchedule | null> {
  const { areaId, by, language, most, nowMs, period, recipients, sentTo } = schedule;
  const { rows } = await sql<ReportSchedule>`
    insert into report_schedules (area_id, period, language, recipients, created_by, created_at, sent_to)
    select ${areaId}, ${period}, ${language}, ${recipients}::text[], ${by}, ${iso(nowMs)}::timestamptz, ${sentTo}::date
    where (select count(*) from report_schedules) < ${most}
    returning ${COLUMNS}`.execute(db);
  return rows[0] ?? null;
}

/** Whether there was one to drop. */
export async function dropSchedule(db: Db, id: number): Promise<boolean> {
  const { rows } = await sql`delete from report_schedules where id = ${id} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** Every schedule as of now whose last attempt, if it failed, was before a moment; both Unix ms. */
export async function schedulesToSend(
  db: Db,
  { nowMs, failedBeforeMs }: { nowMs: number; failedBeforeMs: number },
): Promise<DueSchedule[]> {
  const { rows } = await sql<DueSchedule>`
    select ${COLUMNS}, to_char(sent_to, 'YYYY-MM-DD') as "sentTo", area_time_zone(area_id, ${iso(nowMs)}::timestamptz) as "timeZone"
    from report_schedules where failed_at is null or failed_at < ${iso(failedBeforeMs)}::timestamptz order by id`.execute(
    db,
  );
  return rows;
}

/** Puts on record that all up to a day was sent. */
export async function recordSent(db: Db, id: number, sentTo: string, nowMs: number): Promise<void> {
  await sql`
    update report_schedules set sent_to = ${sentTo}::date, sent_at = ${iso(nowMs)}::timestamptz, failed_at = null, error = null
    where id = ${id}`.execute(db);
}

export async function recordUnsent(
  db: Db,
  id: number,
  error: string,
  nowMs: number,
): Promise<void> {
  await sql`
    update report_schedules set failed_at = ${iso(nowMs)}::timestamptz, error = ${error} where id = ${id}`.execute(
    db,
  );
}
