import { DAY_MS } from '../../../contract/units.ts';
import { aoristicShares, equalBins } from '../input/aoristic.ts';
import type { Cases } from './problem.ts';

/**
 * Days gathered into intervals of `lengthD`, counted back from the last day, so that the first interval
 * may be shorter (as SaTScan does); or months or years of the calendar, of which `lengthD` is the mean.
 */
export interface Intervals {
  firstDay: number;
  days: number;
  lengthD: number;
  count: number;
  /** Of months and years: the first day of each, counted from the first. */
  begins?: readonly number[];
}

export const createIntervals = (firstDay: number, days: number, lengthD: number): Intervals => ({
  firstDay,
  days,
  lengthD,
  count: Math.ceil(days / lengthD),
});

/** Whole months or years from the first day, which one begins on, to the last. */
export function calendarIntervals(
  firstDay: number,
  days: number,
  step: 'month' | 'year',
): Intervals {
  const first = new Date(firstDay * DAY_MS);
  const begins: number[] = [];
  for (let k = 0; (begins.at(-1) ?? -1) < days; k++) {
    const months = first.getUTCMonth() + k * (step === 'month' ? 1 : 12);
    begins.push(Date.UTC(first.getUTCFullYear(), months, 1) / DAY_MS - firstDay);
  }
  const count = begins.length - 1;
  return { firstDay, days, lengthD: days / count, count, begins: begins.slice(0, count) };
}

/** Interval of a day counted from the first. */
export const intervalOf = ({ begins, count, days, lengthD }: Intervals, day: number): number =>
  begins
    ? begins.findLastIndex((begin) => begin <= day)
    : count - 1 - Math.floor((days - 1 - day) / lengthD);

/** First and last day (days since 1970-01-01) of an interval. */
export function daysOf({ begins, count, days, firstDay, lengthD }: Intervals, interval: number) {
  if (begins)
    return {
      first: firstDay + begins[interval]!,
      last: firstDay + (begins[interval + 1] ?? days) - 1,
    };
  const last = firstDay + days - 1 - (count - 1 - interval) * lengthD;
  return { first: Math.max(firstDay, last - lengthD + 1), last };
}

/** Days in every interval. */
export function lengthsOf(intervals: Intervals): Float64Array {
  return Float64Array.from({ length: intervals.count }, (_, interval) => {
    const { first, last } = daysOf(intervals, interval);
    return last - first + 1;
  });
}

/**
 * Cases with the moments between which they happened, Unix ms: a known moment counts in its interval, an
 * unknown one is shared out over the days it may have fallen on (aoristic weights, clipped to the study
 * period and summing to 1). The moments must touch the period.
 */
export function spreadCases(
  place: Uint32Array,
  startMs: Float64Array,
  endMs: Float64Array,
  intervals: Intervals,
): Cases {
  const bins = equalBins(intervals.firstDay * DAY_MS, DAY_MS, intervals.days);
  const offset = new Uint32Array(place.length + 1);
  const interval: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < place.length; i++) {
    const from = interval.length;
    let total = 0;
    aoristicShares(startMs[i]!, endMs[i]!, bins, (day, share) => {
      const at = intervalOf(intervals, day);
      if (interval.length > from && interval.at(-1) === at) weight[weight.length - 1]! += share;
      else {
        interval.push(at);
        weight.push(share);
      }
      total += share;
    });
    if (interval.length === from + 1) weight[from] = 1;
    else for (let k = from; k < interval.length; k++) weight[k]! /= total;
    offset[i + 1] = interval.length;
  }
  return {
    place,
    offset,
    interval: Uint32Array.from(interval),
    weight: Float64Array.from(weight),
    whole: interval.length === place.length,
  };
}
