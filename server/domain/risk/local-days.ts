import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import { offsetMinutes } from '../local-time.ts';

/** Local days since 1970-01-01 at a moment, Unix ms. */
export const localDayAt = (t: number, timeZone: string): number =>
  Math.floor((t + offsetMinutes(t, timeZone) * MINUTE_MS) / DAY_MS);

/** Unix ms at which a local day begins. */
export function startOfDay(day: number, timeZone: string): number {
  const guess = day * DAY_MS - offsetMinutes(day * DAY_MS, timeZone) * MINUTE_MS;
  // The offset that holds then, where it changes in between.
  return day * DAY_MS - offsetMinutes(guess, timeZone) * MINUTE_MS;
}
