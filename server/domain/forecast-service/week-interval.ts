import { tBound } from './student-t.ts';

/** A part of a ratio: sums of what stands above and below the line. */
export interface Part {
  /** Day, counted from 1970-01-01. */
  day: number;
  above: number;
  below: number;
}

export interface RatioInterval {
  value: number;
  low: number;
  high: number;
  /** Weeks it rests on. */
  weeks: number;
}

/** Fewer weeks give no interval. */
const WEEKS_MIN = 4;

/** The Monday-to-Sunday week of a day counted from 1970-01-01, a Thursday. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7);

/**
 * Ratio of sums over days with its interval of level 1 - alpha: days of a week belong together, so that weeks are the sample, and the ratio estimator's
 * linearised variance (Cochran 1977, chapter 6) goes with Student's t. A bootstrap of eight weeks is too narrow. Null where there are fewer than four
 * weeks or nothing stands below the line.
 */
export function weekInterval(parts: readonly Part[], alpha: number): RatioInterval | null {
  const byWeek = new Map<number, { above: number; below: number }>();
  for (const { above, below, day } of parts) {
    const week = byWeek.get(weekOf(day)) ?? { above: 0, below: 0 };
    week.above += above;
    week.below += below;
    byWeek.set(weekOf(day), week);
  }
  const weeks = [...byWeek].sort(([a], [b]) => a - b).map(([, week]) => week);
  const count = weeks.length;
  const below = weeks.reduce((sum, week) => sum + week.below, 0);
  if (count < WEEKS_MIN || below === 0) return null;
  const value = weeks.reduce((sum, week) => sum + week.above, 0) / below;
  const squares = weeks.reduce((sum, week) => sum + (week.above - value * week.below) ** 2, 0);
  const deviation = Math.sqrt((squares * count) / (count - 1)) / below;
  const reach = deviation * tBound(alpha, count - 1);
  return { value, low: value - reach, high: value + reach, weeks: count };
}
