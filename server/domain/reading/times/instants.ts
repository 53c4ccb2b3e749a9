import { Temporal } from 'temporal-polyfill';
import { DAY_MS, MINUTE_MS } from '../../../contract/units.ts';
import { offsetMinutes } from '../../time/local-time.ts';
import { isTimeZone } from '../../time/time-zone.ts';
import { fileProblem } from '../problem.ts';

/** What a calendar and a clock show. Hour 24 is the end of the day, second 60 a leap second. */
export interface ClockTime {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  ms?: number;
  /** Minutes ahead of UTC; where there is none the stated zone holds. */
  offsetMin?: number | null;
}

/** What is odd about a clock time in its zone: clocks showed it twice, or never. */
export type Oddity = 'twice' | 'skipped';

/**
 * The moment of a clock time, Unix ms, and what is odd about it. Without an offset it is what clocks in the zone showed: a time that was
 * skipped is moved on by the gap, of one that came twice the earlier is taken ("compatible" in the Temporal proposal). A leap second is the
 * second before it.
 * @throws ReadingError where there is no such day or time.
 */
export function placeClock(
  time: ClockTime,
  timeZone: string,
): { t: number; oddity: Oddity | null } {
  const { year, month, day, hour = 0, minute = 0, second = 0, ms = 0, offsetMin = null } = time;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 100)
    throw fileProblem('no-such-day', { day: `${two(year, 4)}-${two(month)}-${two(day)}` });
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && ms === 0;
  const isLeap = second === 60;
  if (!(hour <= 23 || isEndOfDay) || minute > 59 || !(second <= 59 || isLeap))
    throw fileProblem('no-such-time', { time: `${two(hour)}:${two(minute)}:${two(second)}` });
  const inDay = ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + ms;
  const clockMs = midnight + inDay;
  const t = offsetMin === null ? inZone(clockMs, timeZone) : clockMs - offsetMin * MINUTE_MS;
  if (isLeap && Math.floor((t % DAY_MS) / MINUTE_MS) !== 24 * 60 - 1)
    throw fileProblem('leap-second');
  // A day alone is the whole of it, whatever clocks showed at midnight.
  const isOfClock = offsetMin === null && time.hour !== undefined;
  return { t, oddity: isOfClock ? oddityOf(t, clockMs, timeZone) : null };
}

/** Zones before it had offsets of odd seconds. */
const SINCE_MS = 0;

/** Whether clocks set forward or back within a day of it passed over what they show, or showed it once more. */
function oddityOf(t: number, clockMs: number, timeZone: string): Oddity | null {
  if (timeZone === 'UTC' || /^[+-]/.test(timeZone) || t < SINCE_MS) return null;
  const offset = (at: number) => offsetMinutes(at, timeZone) * MINUTE_MS;
  if (t + offset(t) !== clockMs) return 'skipped';
  const later = offset(t + DAY_MS);
  const again = clockMs - later;
  return again > t && offset(again) === later ? 'twice' : null;
}

function inZone(clockMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return clockMs;
  const wall = new Date(clockMs).toISOString().slice(0, -1);
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds;
}

/** @throws ReadingError where no such zone is known. */
export function requireTimeZone(timeZone: string): string {
  if (isTimeZone(timeZone)) return timeZone;
  throw fileProblem('no-time-zone', { timeZone });
}

const two = (value: number, width = 2) => String(value).padStart(width, '0');
