import type { Interval } from '../../../contract/patrols/verdict.ts';

export const ZERO: Interval = { low: 0, best: 0, high: 0 };

export const mapInterval = (a: Interval, f: (value: number) => number): Interval => ({
  low: f(a.low),
  best: f(a.best),
  high: f(a.high),
});

export const addIntervals = (a: Interval, b: Interval): Interval => ({
  low: a.low + b.low,
  best: a.best + b.best,
  high: a.high + b.high,
});

/** Rounds half up to so many decimals; -0 becomes 0, so that equal figures have equal bytes. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

export const roundInterval = (a: Interval, decimals: number) =>
  mapInterval(a, (value) => roundTo(value, decimals));
