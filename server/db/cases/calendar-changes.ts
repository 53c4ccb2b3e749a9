import { sql } from 'kysely';
import type { DayKind } from '../../contract/people/holiday.ts';
import type { Db } from '../store/open.ts';

/** Days of the calendar that changed, with what it said before (null: nothing), and the next cases that ran over one of them. */
export interface CalendarStep {
  days: { day: string; was: DayKind | null }[];
  caseIds: number[];
}

/** Local days begin up to so long before or after those of UTC. */
const ZONES = sql`interval '1 day'`;

/** Takes up the changes that are least far, and at most `limit` cases in the order of their ids; undefined where no change waits. */
export async function takeCalendarStep(trx: Db, limit: number): Promise<CalendarStep | undefined> {
  const { rows: days } = await sql<CalendarStep['days'][number] & { after: number }>`
    select day::text as day, was, after_case as after from calendar_changes
    where after_case = (select min(after_case) from calendar_changes) order by day for update`.execute(
    trx,
  );
  const [first] = days;
  if (!first) return undefined;
  const last = days.at(-1)!;
  const { rows } = await sql<{ id: number }>`
    select id from cases
    where id > ${first.after} and opened_at < ${last.day}::date + ${ZONES} * 2
      and (ended_at is null or ended_at > ${first.day}::date - ${ZONES})
    order by id limit ${limit}`.execute(trx);
  return { days: days.map(({ day, was }) => ({ day, was })), caseIds: rows.map(({ id }) => id) };
}

/** Puts on record that cases up to `caseId` are brought up to changes; null: all are, and the changes are done with. */
export async function markCalendarStep(
  trx: Db,
  { days }: Pick<CalendarStep, 'days'>,
  caseId: number | null,
): Promise<void> {
  const named = sql`day = any(${days.map(({ day }) => day)}::date[])`;
  await (caseId === null
    ? sql`delete from calendar_changes where ${named}`
    : sql`update calendar_changes set after_case = ${caseId} where ${named}`
  ).execute(trx);
}
