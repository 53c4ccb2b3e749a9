import { MINUTE_MS } from '../../server/contract/units.ts';
import {
  clockMinutes,
  localClock,
  localDayAt,
  startOfDay,
} from '../../server/domain/time/local-time.ts';

/** Unix ms at which the local day that holds `t` began. */
export const midnightBefore = (t: number, timeZone: string) =>
  startOfDay(localDayAt(t, timeZone), timeZone);

/** Unix ms of a local clock time on the day that began at `midnightMs`. */
export const atClock = (midnightMs: number, clock: string) =>
  midnightMs + clockMinutes(clock) * MINUTE_MS;

/** Local hour of the day and ISO weekday. */
export function clockOf(t: number, timeZone: string): { hour: number; weekday: number } {
  const { minute, weekday } = localClock(t, timeZone);
  return { hour: Math.floor(minute / 60), weekday };
}
