import { clockMinutes, localTime, offsetMinutes } from '../../server/domain/local-time.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Unix ms at which the local day that holds `t` began. */
export function midnightBefore(t: number, timeZone: string): number {
  const offsetMs = offsetMinutes(t, timeZone) * 60_000;
  return Math.floor((t + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}

/** Unix ms of a local clock time on the day that began at `midnightMs`. */
export const atClock = (midnightMs: number, clock: string) =>
  midnightMs + clockMinutes(clock) * 60_000;

/** Local hour of the day and ISO weekday. */
export function clockOf(t: number, timeZone: string): { hour: number; weekday: number } {
  const { minute, weekday } = localTime(t, timeZone);
  return { hour: Math.floor(minute / 60), weekday };
}
