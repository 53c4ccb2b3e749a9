import { Temporal } from 'temporal-polyfill';

/** What a step of time can be: a span of days, or a part of the calendar. */
export const STEPS = ['days', 'month', 'quarter', 'year'] as const;
export type CalendarStep = Exclude<(typeof STEPS)[number], 'days'>;

const MONTHS: Record<CalendarStep, number> = { month: 1, quarter: 3, year: 12 };

/**
 * First days of the whole months, quarters or years of a zone within a record, and the first day behind them. The record covers the whole days
 * on which it begins and ends, both moments Unix ms and within it.
 */
export function wholeSteps(
  step: CalendarStep,
  record: { firstMs: number; lastMs: number },
  timeZone: string,
): Temporal.PlainDate[] {
  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(ms))
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
  const months = MONTHS[step];
  const from = dayOf(record.firstMs);
  const until = dayOf(record.lastMs).add({ days: 1 });
  const begin = from.with({ day: 1, month: from.month - ((from.month - 1) % months) });
  const days: Temporal.PlainDate[] = [];
  let next = Temporal.PlainDate.compare(begin, from) < 0 ? begin.add({ months }) : begin;
  while (Temporal.PlainDate.compare(next, until) <= 0) {
    days.push(next);
    next = next.add({ months });
  }
  return days;
}

/** Where a day begins in a zone, Unix ms. */
export const startOf = (day: Temporal.PlainDate, timeZone: string): number =>
  day.toZonedDateTime(timeZone).epochMilliseconds;
