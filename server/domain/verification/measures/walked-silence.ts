import { MINUTE_MS } from '../../../contract/units.ts';

/** A silence counts whole up to this, ms; from then on ever less, and not at all from the second on. */
const TRUST_MS = { whole: 10 * MINUTE_MS, none: 30 * MINUTE_MS };
/** Mean speed from one end to the other, m/s: on foot up to the first, surely ridden from the second on. */
const ON_FOOT_MPS = { surely: 2.2, hardly: 3.3 };
/** Silence counts for no more than this share of what was seen. */
const SILENCE_SHARE_MAX = 1 / 3;
/** Of a silence so many times the norm's longest gap nothing is taken as seen. */
const UNSEEN_FROM_GAPS = 3;

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

/**
 * What of a silence longer than `maxGapMs` the two fixes beside it still speak for, ms: all of one that is hardly longer, for a gap of
 * the norm counts as seen, then ever less. Beside it a fix speaks for half a step of the usual sampling to its silent side.
 */
export function seenInSilence(ms: number, maxGapMs: number, usualStepMs: number): number {
  const left = (maxGapMs * UNSEEN_FROM_GAPS - ms) / (UNSEEN_FROM_GAPS - 1);
  return Math.min(ms, Math.max(0, left) + usualStepMs / 2);
}

/** Of time on foot in silence, what counts beside `seenMs` of steps and `nearMs` of silence that is taken as seen, ms. */
export const countedSilence = (walkedMs: number, nearMs: number, seenMs: number): number =>
  Math.min(walkedMs, nearMs + SILENCE_SHARE_MAX * (seenMs + nearMs));
