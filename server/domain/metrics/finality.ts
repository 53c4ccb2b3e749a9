import { FINAL_PERIODS, type Period } from '../../contract/metrics/metrics.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { localTime } from '../time/local-time.ts';
import { addDays, periodOf } from './periods.ts';

/** A whole calendar period: local days from `from` to before `to`. */
export interface WholePeriod {
  period: Period;
  from: string;
  to: string;
}

/** What still waits on a local day of an area. */
export interface WaitingDay {
  day: string;
  /** Patrols to be judged, grid days to be rolled up, objections nobody decided. */
  verdicts: number;
  days: number;
  contests: number;
}

/**
 * The local day up to which days have settled: the one that held `settleH` hours ago. A period that ends on it or before ended at
 * least so long ago.
 */
export const settledUntil = (now: number, settleH: number, timeZone: string): string =>
  localTime(now - settleH * HOUR_MS, timeZone).day;

/** Whole periods of every kind that ended after `after` and by `until` (local days), of each kind in order. */
export const periodsEnded = (after: string, until: string): WholePeriod[] =>
  FINAL_PERIODS.flatMap((period) => {
    const ended: WholePeriod[] = [];
    for (let at = periodOf(after, period); at.to <= until; at = periodOf(at.to, period))
      if (at.to > after) ended.push({ period, ...at });
    return ended;
  });

/** The last `count` whole periods of every kind that ended by `today` and after `firstDay` (local days), latest first. */
export const latestPeriods = (today: string, count: number, firstDay: string): WholePeriod[] =>
  FINAL_PERIODS.flatMap((period) => {
    const latest: WholePeriod[] = [];
    let to = periodOf(today, period).from;
    while (latest.length < count && to > firstDay) {
      latest.push({ period, from: periodOf(addDays(to, -1), period).from, to });
      to = latest.at(-1)!.from;
    }
    return latest;
  });

/** What waits within a period, added up. */
export function waitingIn({ from, to }: WholePeriod, waiting: readonly WaitingDay[]) {
  const within = waiting.filter(({ day }) => from <= day && day < to);
  const sum = (pick: (day: WaitingDay) => number) =>
    within.reduce((total, day) => total + pick(day), 0);
  return {
    verdicts: sum(({ verdicts }) => verdicts),
    days: sum(({ days }) => days),
    contests: sum(({ contests }) => contests),
  };
}

/**
 * Whether a period's figures are final: it reaches into the days that could be tracked, ended at least the longest late-upload allowance and a grace ago, and no judgement, no
 * roll-up and no undecided objection touches its days. What comes later all the same revises it.
 */
export function isFinal(
  period: WholePeriod,
  facts: { firstDay: string; settled: string; waiting: readonly WaitingDay[] },
): boolean {
  const { verdicts, days, contests } = waitingIn(period, facts.waiting);
  return (
    period.to > facts.firstDay && period.to <= facts.settled && verdicts + days + contests === 0
  );
}
