import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { clockMinutes, localTime, offsetMinutes } from '../../server/domain/local-time.ts';

/** Unix ms at which the local day that holds `t` began. */
export function midnightBefore(t: number, timeZone: string): number {
  const offsetMs = offsetMinutes(t, timeZone) * MINUTE_MS;
  return Math.floor((t + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}

/** Unix ms of a local clock time on the day that began at `midnightMs`. */
export const atClock = (midnightMs: number, clock: string) =>
  midnightMs + clockMinutes(clock) * MINUTE_MS;

/** Local hour of the day and ISO weekday. */
export function clockOf(t: number, timeZone: string): { hour: number; weekday: number } {
  const { minute, weekday } = localTime(t, timeZone);
  return { hour: Math.floor(minute / 60), weekday };
}
