import { marksToMask } from '../../marks.ts';
import { type Detector, rangesOf } from './context.ts';

const REPEATS = marksToMask(['frozen']);
/** Share of the patrol that must be frozen, and length of the longest run in minutes, to be held against it. */
const STRONG = { share: 0.25, runMin: 8 };

/**
 * Frozen: the same coordinates to the last digit for minutes, which a real receiver's wandering does not give. Measured is the
 * longest run in minutes. Innocent: receivers that hold the position of a handheld lying still; so only long runs that make up a good
 * part of the patrol are strong, and a rest is none of them.
 */
export const frozen: Detector = ({ fixes, masks, input: { patrol } }) => {
  const ranges = rangesOf(fixes, (_, i) => (masks[i]! & REPEATS) !== 0);
  if (ranges.length === 0) return null;
  const lengths = ranges.map(({ fromMs, toMs }) => toMs - fromMs);
  const share = lengths.reduce((sum, ms) => sum + ms, 0) / (patrol.endMs - patrol.startMs || 1);
  const longestMin = Math.max(...lengths) / 60_000;
  return {
    strength: share >= STRONG.share && longestMin >= STRONG.runMin ? 'strong' : 'weak',
    measured: longestMin,
    threshold: STRONG.runMin,
    share,
    fixes: ranges,
  };
};
