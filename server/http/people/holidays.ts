import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/holidays.ts';
import { dropHoliday, listHolidays, putHolidays } from '../../db/people/holidays.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** The calendar of public holidays and of weekend days worked in their place. */
export function holidayRoutes(mount: Mount, { db, now, roster }: Context): void {
  mount(routes.listHolidays, async ({ query }) => {
    for (const day of Object.values(query)) requireDay(day);
    return { holidays: await listHolidays(db, query) };
  });

  mount(routes.putHolidays, async ({ body }) => {
    for (const { day } of body.holidays) requireDay(day);
    const put = await inTransaction(db, (trx) => putHolidays(trx, body.holidays, now()));
    roster.forget();
    return put;
  });

  mount(routes.dropHoliday, async ({ params: { day } }) => {
    requireDay(day);
    if (!(await inTransaction(db, (trx) => dropHoliday(trx, day, now()))))
      throw Refusal.of('not-found', 'not-on-calendar', { day });
    roster.forget();
    return null;
  });
}

function requireDay(text: string): void {
  if (!isDay(text)) throw Refusal.of('invalid', 'no-day', { day: text });
}
