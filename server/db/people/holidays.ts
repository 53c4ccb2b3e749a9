import { sql } from 'kysely';
import type { DayKind, Holiday } from '../../contract/people/holiday.ts';
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

/** Puts days on the calendar, in place of what it says of them. */
export async function putHolidays(
  db: Db,
  holidays: readonly Holiday[],
): Promise<{ changed: number }> {
  const offered = lastOfEach(holidays, ({ day }) => day);
  const { rows } = await sql`
    insert into holidays (day, kind, name)
    select day, kind, name from json_to_recordset(${asJson(offered)}) as h (day date, kind text, name text)
    on conflict (day) do update set kind = excluded.kind, name = excluded.name
      where (holidays.kind, holidays.name) is distinct from (excluded.kind, excluded.name)
    returning day`.execute(db);
  return { changed: rows.length };
}

/** Takes a day off the calendar; false where it is not on it. */
export async function dropHoliday(db: Db, day: string): Promise<boolean> {
  const { rows } = await sql`delete from holidays where day = ${day}::date returning day`.execute(
    db,
  );
  return rows.length > 0;
}
