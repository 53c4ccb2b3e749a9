import { HOUR_MS } from '../../../contract/units.ts';

const WEEK_H = 168;

/**
 * Adds a moment, or an interval by its aoristic shares, to 168 hours of the week. Intervals of a year
 * and longer say nothing of the hour and are spread evenly.
 */
export function addHoursOfWeek(
  profile: Float64Array,
  startMs: number,
  endMs: number,
  hourOfWeek: (utcHour: number) => number,
) {
  const from = startMs / HOUR_MS;
  const to = endMs / HOUR_MS;
  if (from === to) {
    profile[hourOfWeek(Math.floor(from))]! += 1;
    return;
  }
  if (to - from >= 52 * WEEK_H) {
    for (let hour = 0; hour < WEEK_H; hour++) profile[hour]! += 1 / WEEK_H;
    return;
  }
  for (let hour = Math.floor(from); hour < to; hour++) {
    const overlap = Math.min(to, hour + 1) - Math.max(from, hour);
    profile[hourOfWeek(hour)]! += overlap / (to - from);
  }
}
