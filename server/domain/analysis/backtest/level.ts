import { type History, rowAt } from './history.ts';

/** Half-life of what the rate remembers, days. */
const HALF_LIFE_D = 28;
const HOURS = 168;

/**
 * How many incidents to expect in [origin, origin + horizonD): the recent rate (exponentially weighted)
 * times the usual share of those hours of the week.
 */
export function expectTotal(
  history: History,
  startD: number,
  origin: number,
  horizonD: number,
): number {
  const end = rowAt(history, origin);
  const decay = Math.LN2 / HALF_LIFE_D;
  let weighed = 0;
  const hour = new Float64Array(HOURS).fill(1);
  for (let i = 0; i < end; i++) {
    weighed += Math.exp(-decay * (origin - history.t[i]!));
    hour[Math.floor((((history.t[i]! % 7) + 7) % 7) * 24)]!++;
  }
  const remembered = -Math.expm1(-decay * (origin - startD)) / decay;
  const perDay = remembered > 0 ? weighed / remembered : 0;
  // Whole weeks have every hour alike; the rest is weighed hour by hour.
  const rest = horizonD % 7;
  const usual = hour.reduce((sum, n) => sum + n, 0) / HOURS;
  let hours = 0;
  for (let at = origin; at < origin + rest - 1e-9; ) {
    const step = Math.min(Math.floor(at * 24 + 1 + 1e-9) / 24, origin + rest) - at;
    hours += step * (hour[Math.floor(((((at + 1e-9) % 7) + 7) % 7) * 24)]! / usual);
    at += step;
  }
  return perDay * (horizonD - rest + hours);
}
