import type { Fix } from '../../entrance/fix.ts';

/** Speeds of somebody who moves, m/s, and so many of them at least. */
const MOVING_MPS = 0.5;
const TOLD_MIN = 60;
/** From the first to the ninth tenth, as a share of the median: nobody's speeds differ so little. */
const SPREAD_MAX = 0.01;

/**
 * One honest handheld in a hundred at most is taken to tell one speed all the time, whatever its officer does: a receiver measures speed apart
 * from position (by Doppler shift), so the two chances multiply.
 */
export const ONE_SPEED_CHANCE = 0.01;

/** Whether a handheld that moves tells one and the same speed, as software does that plays a route. */
export function tellsOneSpeed(fixes: readonly Fix[]): boolean {
  const speeds = Float64Array.from(
    fixes.flatMap(({ speedMps }) => (speedMps !== null && speedMps > MOVING_MPS ? speedMps : [])),
  ).sort();
  if (speeds.length < TOLD_MIN) return false;
  const at = (part: number) => speeds[Math.floor(part * (speeds.length - 1))]!;
  return at(0.9) - at(0.1) < SPREAD_MAX * at(0.5);
}
