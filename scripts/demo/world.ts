import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { localClock } from '../../server/domain/time/local-time.ts';
import { buildWorld, type World } from '../simulator/world/world.ts';

/** The demo's district: small, the same every time. */
export const DEMO_SCENARIO = { scenario: 'luqiao', scale: 0.026, seed: 'demo' } as const;

export const demoWorld = (timeZone?: string): World => {
  const world = buildWorld(DEMO_SCENARIO);
  return timeZone === undefined ? world : { ...world, timeZone };
};

/** Hours of its own clock in which the demo may open: officers are out then, and half an hour before and after one of them is late. */
const OPENS_IN: readonly number[] = [9, 10, 13, 14, 15, 16];
/** The hour it opens at elsewhere. */
const OPENS_AT = 10;

/**
 * Time zone of a demo first opened at a moment, Unix ms: the place's own while it is day there and no hours of duty change over, else the
 * zone of whole hours from UTC in which it is ten in the morning, so that whoever opens it finds a town at work.
 */
export function demoTimeZone(openedMs: number): string {
  const { timeZone } = demoWorld();
  const hour = Math.floor(localClock(openedMs, timeZone).minute / 60);
  if (OPENS_IN.includes(hour)) return timeZone;
  const ahead = OPENS_AT - Math.floor((openedMs % DAY_MS) / HOUR_MS);
  const hours = ahead > 12 ? ahead - 24 : ahead < -11 ? ahead + 24 : ahead;
  // POSIX counts west of Greenwich.
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
