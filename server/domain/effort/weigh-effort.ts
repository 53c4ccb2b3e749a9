import { type CountInterval, poissonInterval } from './poisson-interval.ts';

/** Confidence of every interval. High, since many grids are looked at side by side. */
export const CONFIDENCE = 0.99;

/** What happened in a grid in a period and what was done there. */
export interface GridEffort {
  gridId: number;
  areaKm2: number;
  /** Incidents residents reported: they do not depend on where patrols went. */
  reported: number;
  /** Incidents patrols found. */
  detected: number;
  /** Verified hours of patrol. */
  patrolH: number;
  /** Share of the patrollable ground seen at least once, 0 to 1; null where that is not known. */
  coverage: number | null;
}

export type EffortClass = 'hot-not-patrolled' | 'patrolled-cold' | null;

export interface WeighedEffort extends GridEffort {
  /** Reported incidents a day and km², with its interval, and how often that is of the whole area's. */
  reportedPerKm2Day: CountInterval & { best: number };
  timesUsual: CountInterval & { best: number };
  /** Incidents found in an hour of patrol; null without patrols. */
  detectedPerH: (CountInterval & { best: number }) | null;
  /** Share of the area's patrol hours over share of its reported incidents; null where there are none of either. */
  effortRatio: (CountInterval & { best: number }) | null;
  /** Reported incidents a day to be expected on ground nobody verified. */
  unseenPerDay: number | null;
  class: EffortClass;
}

const scale = ({ low, high }: CountInterval, best: number, by: number) => ({
  low: low * by,
  best: best * by,
  high: high * by,
});

/**
 * Sets effort against need, grid by grid. Need is what residents reported, since incidents found by patrols make patrolled grids look hot.
 * `hot-not-patrolled`: surely more incidents a km² than the area as a whole, and surely a smaller share of the hours than of the incidents;
 * `patrolled-cold`: surely fewer, and surely a larger share. Surely: the whole interval of the Poisson count says so.
 */
export function weighEffort(grids: readonly GridEffort[], days: number): WeighedEffort[] {
  const total = (of: (grid: GridEffort) => number) =>
    grids.reduce((sum, grid) => sum + of(grid), 0);
  const reported = total((grid) => grid.reported);
  const hours = total(({ patrolH }) => patrolH);
  const usual = reported / (total(({ areaKm2 }) => areaKm2) * days);
  return grids.map((grid) => {
    const count = poissonInterval(grid.reported, CONFIDENCE);
    const reportedPerKm2Day = scale(count, grid.reported, 1 / (grid.areaKm2 * days));
    const timesUsual = scale(reportedPerKm2Day, reportedPerKm2Day.best, usual > 0 ? 1 / usual : 0);
    const detectedPerH =
      grid.patrolH > 0
        ? scale(poissonInterval(grid.detected, CONFIDENCE), grid.detected, 1 / grid.patrolH)
        : null;
    // The bounds change sides: the more incidents there may be, the less the hours are for each.
    const ratioOf = (mean: number) => grid.patrolH / hours / (mean / reported);
    const effortRatio =
      hours > 0 && reported > 0
        ? { low: ratioOf(count.high), best: ratioOf(grid.reported), high: ratioOf(count.low) }
        : null;
    return {
      ...grid,
      reportedPerKm2Day,
      timesUsual,
      detectedPerH,
      effortRatio,
      unseenPerDay: grid.coverage === null ? null : (grid.reported / days) * (1 - grid.coverage),
      class: classOf(timesUsual, effortRatio),
    };
  });
}

function classOf(timesUsual: CountInterval, ratio: CountInterval | null): EffortClass {
  if (!ratio) return null;
  if (timesUsual.low > 1 && ratio.high < 1) return 'hot-not-patrolled';
  return timesUsual.high < 1 && ratio.low > 1 ? 'patrolled-cold' : null;
}
