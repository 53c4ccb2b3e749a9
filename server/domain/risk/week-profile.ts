import { HOUR_MS } from '../../contract/units.ts';

/** Hours of a week from Monday 00:00, local. */
export const WEEK_H = 168;
const BLOCK_H = 4;
const GROUPS = (2 * 24) / BLOCK_H;
/** Incidents' worth of an even week: with few incidents the profile stays flat. */
const PRIOR = 24;

/** Working days and weekends, each in blocks of four hours: fine enough for a shift, coarse enough to count in. */
const groupOf = (hour: number) =>
  (hour >= 5 * 24 ? 24 / BLOCK_H : 0) + Math.floor((hour % 24) / BLOCK_H);

/**
 * Share of a week's incidents in every hour of it, from counts (aoristic ones too) by hour. Hours of one group share alike; a group's
 * share is the mean of a Dirichlet posterior about an even week.
 */
export function weekProfile(counts: ArrayLike<number>): Float64Array {
  const seen = new Float64Array(GROUPS);
  const hours = new Float64Array(GROUPS);
  let total = 0;
  for (let hour = 0; hour < WEEK_H; hour++) {
    const group = groupOf(hour);
    seen[group]! += counts[hour]!;
    hours[group]! += 1;
    total += counts[hour]!;
  }
  return Float64Array.from({ length: WEEK_H }, (_, hour) => {
    const group = groupOf(hour);
    return (seen[group]! / hours[group]! + PRIOR / WEEK_H) / (total + PRIOR);
  });
}

/** Share of a week's incidents in [fromMs, toMs); above 1 for more than a week. `hourOfWeek` is of an hour counted from 1970 in UTC. */
export function shareOfWeek(
  profile: Float64Array,
  fromMs: number,
  toMs: number,
  hourOfWeek: (utcHour: number) => number,
): number {
  let share = 0;
  for (let hour = Math.floor(fromMs / HOUR_MS); hour * HOUR_MS < toMs; hour++) {
    const overlap = Math.min(toMs, (hour + 1) * HOUR_MS) - Math.max(fromMs, hour * HOUR_MS);
    share += (profile[hourOfWeek(hour)]! * overlap) / HOUR_MS;
  }
  return share;
}
