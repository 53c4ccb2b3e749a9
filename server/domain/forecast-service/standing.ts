import { FORECAST_BASELINES, SERVED } from './methods.ts';
import type { DayScore } from './score-day.ts';
import { type RatioInterval, weekInterval, weekOf } from './week-interval.ts';

/** Scores of every method on one day, counted from 1970-01-01. */
export interface ScoredDay {
  day: number;
  scores: Readonly<Record<string, DayScore>>;
}

/** How forecasts are compared. */
export const STANDING_RULE = {
  /** Weeks looked back on. */
  windowWeeks: 8,
  /** Fewer incidents decide nothing. */
  incidentsMin: 50,
  /** Chance of an error of one decision, all baselines together (Bonferroni): every week has one. */
  alpha: 0.01,
} as const;

/** Mean log score per incident of one method less that of another, with its interval. */
export interface Comparison extends RatioInterval {
  baseline: string;
}

export interface Standing {
  /** The method that serves. */
  serving: string;
  standsDown: boolean;
  /** First day it serves for this reason; null where it always has. */
  since: number | null;
  /** Last day looked at for the decision; null before the first. */
  judged: number | null;
  /** The method meant to serve against each baseline, at the last decision. */
  comparisons: Comparison[];
}

export const FIRST_STANDING: Standing = {
  serving: SERVED,
  standsDown: false,
  since: null,
  judged: null,
  comparisons: [],
};

/** The days of the last weeks up to one, that week too. */
export const windowOf = (days: readonly ScoredDay[], week: number): ScoredDay[] =>
  days.filter(({ day }) => weekOf(day) <= week && weekOf(day) > week - STANDING_RULE.windowWeeks);

/**
 * The method meant to serve against its baselines over a window of days, by the log score: it is proper, so that no forecaster gains by saying what
 * it does not believe (Gneiting and Raftery 2007). Empty where there is too little to go by.
 */
export function compareToBaselines(days: readonly ScoredDay[]): Comparison[] {
  const incidents = days.reduce((sum, { scores }) => sum + (scores[SERVED]?.incidents ?? 0), 0);
  if (incidents < STANDING_RULE.incidentsMin) return [];
  return FORECAST_BASELINES.flatMap((baseline) => {
    const both = days.filter(({ scores }) => scores[SERVED] && scores[baseline]);
    const interval = weekInterval(
      both.map(({ day, scores }) => ({
        day,
        above: scores[SERVED]!.logScore - scores[baseline]!.logScore,
        below: scores[SERVED]!.incidents,
      })),
      STANDING_RULE.alpha / FORECAST_BASELINES.length,
    );
    return interval ? [{ baseline, ...interval }] : [];
  });
}

/**
 * Who serves, from all scores, by day rising: decided once a week, when its last day is scored. The method meant to serve stands down once it is surely
 * worse than a baseline, and the best baseline serves until it is surely better than that one and surely worse than none.
 */
export function foldStanding(days: readonly ScoredDay[]): Standing {
  let standing = FIRST_STANDING;
  const weeks = [...new Set(days.map(({ day }) => weekOf(day)))];
  for (const week of weeks) {
    const sunday = (week + 1) * 7 - 4;
    const whole = days.at(-1)!.day >= sunday;
    if (whole) standing = decide(standing, sunday, compareToBaselines(windowOf(days, week)));
  }
  return standing;
}

function decide(before: Standing, judged: number, comparisons: Comparison[]): Standing {
  const now = { ...before, judged, comparisons };
  const lost = comparisons.filter(({ high }) => high < 0);
  // The higher a baseline's own score, the lower the difference to it.
  const [worst] = [...comparisons].sort((a, b) => a.value - b.value);
  if (!before.standsDown && lost.length > 0)
    return { ...now, serving: worst!.baseline, standsDown: true, since: judged + 1 };
  const standIn = comparisons.find(({ baseline }) => baseline === before.serving);
  if (before.standsDown && standIn && standIn.low > 0 && lost.length === 0)
    return { ...now, serving: SERVED, standsDown: false, since: judged + 1 };
  return now;
}
