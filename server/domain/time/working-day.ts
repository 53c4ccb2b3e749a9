import type { NormRules } from '../../contract/norms/norm.ts';
import type { DayKind } from '../../contract/people/holiday.ts';

/** Days, YYYY-MM-DD, that are not what their weekday says. */
export type Calendar = ReadonlyMap<string, DayKind>;
export const NO_HOLIDAYS: Calendar = new Map();

/** ISO weekday of a day, YYYY-MM-DD; Monday is 1. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Whether offices work on a local day, YYYY-MM-DD: as the calendar says, else from Monday to Friday. */
export const isWorkingDay = (day: string, calendar: Calendar): boolean => {
  const kind = calendar.get(day);
  return kind === undefined ? weekdayOf(day) <= 5 : kind === 'working-day';
};

/** Whether a norm asks for duty on a local day, YYYY-MM-DD: by its weekdays, or by the calendar where it observes that and anybody is on duty. */
export function isDutyDay(
  day: string,
  { dutyDays, observesHolidays }: Pick<NormRules, 'dutyDays' | 'observesHolidays'>,
  calendar: Calendar,
): boolean {
  const kind = observesHolidays && dutyDays.length > 0 ? calendar.get(day) : undefined;
  return kind === undefined ? dutyDays.includes(weekdayOf(day)) : kind === 'working-day';
}
