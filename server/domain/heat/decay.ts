/** Half-lives in a period. What is older than the period before this one counts no more: at most 2^-12 of it was left. */
export const PERIOD_HALF_LIVES = 12;

/** What the sum of the period before is worth in units of this one; a power of two, so exact. */
export const PAST_SHARE = 2 ** -PERIOD_HALF_LIVES;

/** Presence a fix stands for at most: longer silence is not presence. Seconds. */
export const PRESENCE_MAX_S = 60;

/**
 * How heat decays. Time is cut into periods of twelve half-lives, counted from 1970; an amount w of moment t is kept as
 * w * 2^((t - epoch) / half-life), with the epoch of t's own period, and only such sums are kept. Heat at a time counts this
 * period and the one before: a rule of the clock alone, so that whoever reckons it from the same facts gets the same figure.
 */
export interface Decay {
  halfLifeMs: number;
  periodMs: number;
}

export const decayOf = (halfLifeMs: number): Decay => ({
  halfLifeMs,
  periodMs: halfLifeMs * PERIOD_HALF_LIVES,
});

export const periodOf = ({ periodMs }: Decay, t: number): number => Math.floor(t / periodMs);

export const epochOf = ({ periodMs }: Decay, period: number): number => period * periodMs;

/** 2^((t - epoch) / half-life): what an amount of moment `t` is kept as. */
export const growth = (decay: Decay, period: number, t: number): number =>
  2 ** ((t - epochOf(decay, period)) / decay.halfLifeMs);

/** The earliest moment that counts at `t`. */
export const windowStart = (decay: Decay, t: number): number =>
  epochOf(decay, periodOf(decay, t) - 1);

export interface Part {
  period: number;
  sum: number;
}

/**
 * One unit spread evenly over [fromMs, toMs], in the periods it lies in: the integral of the growth over the interval, by its
 * length. What is known only to an interval is anywhere in it with equal chance (aoristic analysis: Ratcliffe 2000,
 * Int. J. Geographical Information Science 14(7)).
 */
export function spread(decay: Decay, fromMs: number, toMs: number): Part[] {
  const first = periodOf(decay, fromMs);
  if (toMs <= fromMs) return [{ period: first, sum: growth(decay, first, fromMs) }];
  const parts: Part[] = [];
  for (let period = first; period <= periodOf(decay, toMs); period++) {
    const a = Math.max(fromMs, epochOf(decay, period));
    const b = Math.min(toMs, epochOf(decay, period + 1));
    const share = Math.expm1((Math.LN2 * (b - a)) / decay.halfLifeMs) * decay.halfLifeMs;
    parts.push({
      period,
      sum: (growth(decay, period, a) * share) / (Math.LN2 * (toMs - fromMs)),
    });
  }
  return parts;
}
