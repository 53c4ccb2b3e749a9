import type { OffDuty } from '../../contract/fixes/fix.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { addDays } from '../metrics/periods.ts';
import { clockMinutes, localClock, localTime } from '../time/local-time.ts';
import { type Calendar, isDutyDay, NO_HOLIDAYS } from '../time/working-day.ts';

type Hours = Pick<NormRules, 'dutyDays' | 'dutyHours' | 'dutyGraceMinutes' | 'observesHolidays'>;

/** Local days, both included, `YYYY-MM-DD`. */
export interface Days {
  firstDay: string;
  lastDay: string;
}

const SHIFTS = [-1, 0, 1];

/** What is on record of an officer at a moment, as far as duty rests on it. */
export interface DutyRecord {
  /** The own one, or one stood in for. */
  grid: { timeZone: string } | null;
  /** null: no norm is set, and the default one holds. */
  rules: Hours | null;
  /** Of days that are not what their weekday says; none unless told. */
  calendar?: Calendar;
  leave: readonly Days[];
  /** Where the grid is another officer's: the days it is walked for them. */
  standsIn: readonly Days[] | null;
}

const DEFAULT = defaultNorm().rules;

/** Why an officer may not be tracked at `t` (Unix ms); null on duty. What nothing on record gives to duty is off duty. */
export function offDutyBecause(
  t: number,
  { calendar, grid, rules, leave, standsIn }: DutyRecord,
): OffDuty | null {
  if (!grid) return 'no-grid';
  const hours = rules ?? DEFAULT;
  const { timeZone } = grid;
  if (!isOnDuty(t, timeZone, hours, { calendar })) return 'off-duty';
  if (leave.length > 0) {
    const isDay = (day: string) => !isWithin(day, leave);
    if (!isOnDuty(t, timeZone, hours, { calendar, isDay })) return 'on-leave';
  }
  if (standsIn) {
    const isDay = (day: string) => isWithin(day, standsIn);
    if (!isOnDuty(t, timeZone, hours, { calendar, isDay })) return 'no-grid';
  }
  return null;
}

const isWithin = (day: string, spans: readonly Days[]): boolean =>
  spans.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);

/**
 * Whether a moment (Unix ms) lies within a norm's days and hours of duty, in the area's time zone, plus a grace on either side. Hours
 * whose end comes before their start run across midnight and belong to the day they start on. `isDay` may leave days out, and the calendar, where the norm observes it, say of others what they are.
 */
export function isOnDuty(
  t: number,
  timeZone: string,
  duty: Hours,
  {
    calendar = NO_HOLIDAYS,
    isDay,
  }: { calendar?: Calendar | undefined; isDay?: ((day: string) => boolean) | undefined } = {},
): boolean {
  const from = clockMinutes(duty.dutyHours.from);
  const to = clockMinutes(duty.dutyHours.to);
  const end = to < from ? to + 1440 : to;
  const { minute, weekday } = localClock(t, timeZone);
  // The same moment seen from yesterday's, today's and tomorrow's duty.
  for (const shift of SHIFTS) {
    const at = minute - shift * 1440;
    const isInHours =
      at >= from - duty.dutyGraceMinutes && at <= end + duty.dutyGraceMinutes + 0.999;
    if (!isInHours) continue;
    const weekdayThen = ((weekday - 1 + shift + 7) % 7) + 1;
    if (!duty.observesHolidays && !duty.dutyDays.includes(weekdayThen)) continue;
    if (!duty.observesHolidays && !isDay) return true;
    const day = addDays(localTime(t, timeZone).day, shift);
    if (duty.observesHolidays && !isDutyDay(day, duty, calendar)) continue;
    if (!isDay || isDay(day)) return true;
  }
  return false;
}
