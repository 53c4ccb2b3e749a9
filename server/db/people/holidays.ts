import { sql } from 'kysely';
import type { DayKind, Holiday } from '../../contract/people/holiday.ts';
import { DAY_MS } from '../../contract/units.ts';
import { nameGridDays } from '../queue/rollup-jobs.ts';
import { utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { asJson, lastOfEach } from './provision.ts';

/** Days of the calendar of holidays, first to last; from and to a local day, YYYY-MM-DD, where they are given. */
export async function listHolidays(
  db: Db,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): Promise<Holiday[]> {
  const { rows } = await sql<Holiday>`
    select day::text as day, kind, name from holidays
    where day between ${from ?? '-infinity'}::date and ${to ?? 'infinity'}::date order by day`.execute(
    db,
  );
  return rows;
}

/** The whole calendar of holidays, as `isWorkingDay` asks for it. */
export async function readCalendar(db: Db): Promise<Map<string, DayKind>> {
  return new Map((await listHolidays(db)).map(({ day, kind }) => [day, kind]));
}

/**
 * Puts days on the calendar, in place of what it says of them: cases that ran over days of another kind now are to follow, and days past at
 * `now` (Unix ms) are named for a new roll-up.
 */
export async function putHolidays(
  db: Db,
  holidays: readonly Holiday[],
  now: number,
): Promise<{ changed: number }> {
  const offered = lastOfEach(holidays, ({ day }) => day);
  const { rows } = await sql<{ day: string }>`
    with offered as (
      select * from json_to_recordset(${asJson(offered)}) as h (day date, kind text, name text)
    ), noted as (
      insert into calendar_changes (day, was)
      select o.day, h.kind from offered o left join holidays h on h.day = o.day where h.kind is distinct from o.kind
      on conflict (day) do nothing
    )
    insert into holidays (day, kind, name)
    select day, kind, name from offered
    on conflict (day) do update set kind = excluded.kind, name = excluded.name
      where (holidays.kind, holidays.name) is distinct from (excluded.kind, excluded.name)
    returning day::text`.execute(db);
  await nameObserved(
    db,
    rows.map(({ day }) => day),
    now,
  );
  return { changed: rows.length };
}

/** Takes a day off the calendar, as one is put on; false where it is not on it. */
export async function dropHoliday(db: Db, day: string, now: number): Promise<boolean> {
  const { rows } = await sql`
    with dropped as (
      delete from holidays where day = ${day}::date returning day, kind
    ), noted as (
      insert into calendar_changes (day, was) select day, kind from dropped on conflict (day) do nothing
    )
    select day from dropped`.execute(db);
  if (rows.length > 0) await nameObserved(db, [day], now);
  return rows.length > 0;
}

/** Names the grid days of changed days that are not to come, where any norm goes by the calendar. */
async function nameObserved(db: Db, days: readonly string[], now: number): Promise<void> {
  const past = days.filter((day) => day <= utcDay(now + DAY_MS));
  if (past.length === 0) return;
  const { rows } = await sql`
    select from norm_versions where (rules ->> 'observesHolidays')::boolean limit 1`.execute(db);
  if (rows.length === 0) return;
  for (const from of past)
    await nameGridDays(db, { from, until: nextDay(from), now, missing: false });
}

const nextDay = (day: string) => utcDay(Date.parse(day) + DAY_MS);
