import { poissonAtLeast } from '../../../server/domain/analysis/numerics/poisson.ts';
import { type DayAlarm, type Judged, judgeAlarms } from './episodes.ts';
import { DAYS, type Year } from './year.ts';

/** Days a grid's and category's own mean is taken over; they end a week before the day judged, as the scan's do. */
const MEAN_D = 84;
const GAP_D = 7;

/** How far a count of a grid, category and day is out of the ordinary; an alarm where it reaches a threshold. */
interface Count {
  day: number;
  grid: number;
  category: number;
  value: number;
}

/** Plain thresholds: `same` is one number for all counts; `own` the Poisson quantile of each grid's and category's own mean. */
export const THRESHOLDS = {
  same: (count: number, _mean: number) => count,
  own: (count: number, mean: number) => (count < 2 ? 0 : -Math.log(poissonAtLeast(count, mean))),
} as const;
export type ThresholdKind = keyof typeof THRESHOLDS;

/** Counts at least as far out as a few in a year can be; the rest never come into question. */
export function outOfOrdinary(year: Year, kind: ThresholdKind, fromD: number): Count[] {
  const { categories, counts, grids } = year;
  const streams = grids * categories.length;
  const sums = new Float64Array(streams);
  const found: Count[] = [];
  const least = kind === 'same' ? 5 : 7;
  for (let day = GAP_D; day < DAYS; day++) {
    const known = Math.min(MEAN_D, day - GAP_D);
    for (let k = 0; k < streams; k++) {
      if (day >= fromD) {
        const count = counts[day * streams + k]!;
        // Half an incident keeps a mean of nothing from being certain.
        const value = count < 2 ? 0 : THRESHOLDS[kind](count, (sums[k]! + 0.5) / known);
        if (value >= least)
          found.push({
            day,
            grid: Math.floor(k / categories.length),
            category: k % categories.length,
            value,
          });
      }
      sums[k]! += counts[(day - GAP_D) * streams + k]!;
      if (day - GAP_D >= MEAN_D) sums[k]! -= counts[(day - GAP_D - MEAN_D) * streams + k]!;
    }
  }
  return found;
}

/** Alarms of a threshold in a year. Any grid the outbreak lies in counts as found. */
export function judgeThreshold(year: Year, found: readonly Count[], threshold: number): Judged {
  const field = year.categories.indexOf(year.outbreak.field);
  const alarms = found
    .filter(({ value }) => value >= threshold)
    .map(
      ({ category, day, grid }): DayAlarm => ({
        day,
        name: `${grid} ${category}`,
        hit: day >= year.startD && category === field && year.struck.has(grid),
      }),
    );
  return judgeAlarms(alarms, year.startD);
}
