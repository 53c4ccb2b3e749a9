import { MINUTE_MS } from '../../../contract/units.ts';

/** A silence counts whole up to this, ms; from then on ever less, and not at all from the second on. */
const TRUST_MS = { whole: 10 * MINUTE_MS, none: 30 * MINUTE_MS };
/** Mean speed from one end to the other, m/s: on foot up to the first, surely ridden from the second on. */
const ON_FOOT_MPS = { surely: 2.2, hardly: 3.3 };
/** Silence counts for no more than this share of what was seen. */
export const SILENCE_SHARE_MAX = 1 / 3;

/**
 * What of a silence counts as on foot, ms, by its length and by how far apart its two ends are at least (metres, their accuracies taken
 * off): whoever is seen on foot before and after was so in between, unless the way was too long for it or the silence too long to say.
 * Continuous in both, so that sampling, which makes a silence look longer by up to a step at either end, changes it by no more than that.
 */
export function walkedInSilence(ms: number, apartM: number): number {
  const trusted =
    ms <= TRUST_MS.whole
      ? ms
      : Math.max(0, (TRUST_MS.whole * (TRUST_MS.none - ms)) / (TRUST_MS.none - TRUST_MS.whole));
  const { surely, hardly } = ON_FOOT_MPS;
  const mps = (Math.max(0, apartM) * 1000) / ms;
  return trusted * Math.min(1, Math.max(0, (hardly - mps) / (hardly - surely)));
}
