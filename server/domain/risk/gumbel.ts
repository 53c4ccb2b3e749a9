/** Law of the strongest excess of an ordinary day: P(max <= s) = exp(-exp(-(s - location) / scale)). */
export interface Gumbel {
  location: number;
  scale: number;
}

const reduced = (u: number) => -Math.log(-Math.log(u));
/** Quantiles the fit goes through: the middle, and far enough up to hold the tail but not the outbreaks themselves. */
const MIDDLE = 0.5;
const UPPER = 0.95;

/** Chance that an ordinary day is as strong. */
export const exceeds = ({ location, scale }: Gumbel, score: number): number =>
  -Math.expm1(-Math.exp((location - score) / scale));

/** Score that an ordinary day reaches with chance p. */
export const scoreOf = ({ location, scale }: Gumbel, p: number): number =>
  location - scale * Math.log(-Math.log1p(-p));

/**
 * Fits one law to the maxima of each stream: its own middle, one scale for all (Gumbel fits to scan maxima: Abrams, Kulldorff and Kleinman
 * 2010). By quantiles instead of moments, so that the days of a past outbreak weigh as days only. The scale is at least that of -ln of a
 * chance, 1. Null for a stream without any excess on most days: there is nothing to fit a law to.
 */
export function fitGumbels(maxima: readonly (readonly number[])[]): (Gumbel | null)[] {
  const middles = maxima.map((own) => quantile(own, MIDDLE));
  const rest = maxima.flatMap((own, k) =>
    middles[k]! > 0 ? own.map((value) => value - middles[k]!) : [],
  );
  const scale = Math.max(1, quantile(rest, UPPER) / (reduced(UPPER) - reduced(MIDDLE)));
  return middles.map((middle) =>
    middle > 0 ? { location: middle - scale * reduced(MIDDLE), scale } : null,
  );
}

function quantile(values: readonly number[], u: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = u * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at % 1) * ((sorted[Math.ceil(at)] ?? low) - low);
}
