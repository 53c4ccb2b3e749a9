import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { metresApart } from '../../geo/local-frame.ts';
import { surelyTimed } from '../clock/sure-times.ts';
import { type Detector, type IntegrityContext, type Margin, rangesOf } from './context.ts';

const REPEATS = marksToMask(['frozen']);
/** Share of the patrol that must be frozen, and length of the longest run in minutes, to be held against it. */
const STRONG = { share: 0.25, runMin: 8 };
/** A handheld that lay all the time, by share of the patrol. */
const ALL_OF_IT = 0.9;
/** A pin set elsewhere: the position leaves or enters a frozen run by such a step, metres and m/s, as no walker does. */
const PIN_STEP = { metres: 50, speedMps: 6 };
/** Fixes before or after a run that must all lie so far off: one alone is a reflection. */
const BESIDE = 3;

/**
 * Frozen: the same coordinates to the last digit for minutes, which a real receiver's wandering does not give. Measured is the
 * longest run in minutes. Innocent: receivers that hold the position of a handheld lying still. They are walked to and away from, so
 * long runs are held against the patrol only where the position leaps between them, or where it never moved at all.
 */
export const frozen: Detector = (context) => {
  const found = figuresOf(context);
  if (!found) return null;
  const { share, longestMin, leap, ranges } = found;
  const long = share >= STRONG.share && longestMin >= STRONG.runMin;
  return {
    strength: long && (leap > 1 || share >= ALL_OF_IT) ? 'strong' : 'weak',
    measured: longestMin,
    threshold: STRONG.runMin,
    share,
    fixes: ranges,
  };
};

/** Of leaps alone: a handheld that never moved at all was not carried, which is no chance. */
export const frozenMargin: Margin = (context) => {
  const found = figuresOf(context);
  if (!found) return 0;
  const { share, longestMin, leap } = found;
  return Math.min(share / STRONG.share, longestMin / STRONG.runMin, leap);
};

/** Runs, the longest in minutes, their share of the patrol, and the farthest leap between one and all that is beside it, as a part of a pin's step. */
function figuresOf({
  fixes,
  masks,
  clockSets,
  input: { patrol },
  geometry: { frame },
}: IntegrityContext) {
  const ranges = rangesOf(fixes, (_, i) => (masks[i]! & REPEATS) !== 0);
  if (ranges.length === 0) return null;
  const lengths = ranges.map(({ fromMs, toMs }) => toMs - fromMs);
  const share = lengths.reduce((sum, ms) => sum + ms, 0) / (patrol.endMs - patrol.startMs || 1);
  const longestMin = Math.max(...lengths) / MINUTE_MS;
  const held = (i: number) => ((masks[i] ?? 0) & REPEATS) !== 0;
  const isSure = surelyTimed(clockSets);
  const leapBetween = (from: number, to: number) => {
    const [a, b] = [fixes[from]!, fixes[to]!];
    if (!isSure(a) || !isSure(b)) return 0;
    const metres = metresApart(frame, a, b);
    const walkedM = (PIN_STEP.speedMps * Math.abs(b.t - a.t)) / 1000;
    return metres / Math.max(PIN_STEP.metres, walkedM);
  };
  const leapFromAll = (at: number, step: 1 | -1) => {
    const beside = Array.from({ length: BESIDE }, (_, k) => at + step * (k + 1));
    const there = beside.filter((i) => i >= 0 && i < fixes.length);
    return there.length > 0 ? Math.min(...there.map((i) => leapBetween(at, i))) : 0;
  };
  let leap = 0;
  fixes.forEach((_, i) => {
    if (!held(i)) return;
    // A run's first fix is not marked.
    if (!held(i - 1)) leap = Math.max(leap, leapFromAll(i - 1, -1));
    if (!held(i + 1)) leap = Math.max(leap, leapFromAll(i, 1));
  });
  return { ranges, share, longestMin, leap };
}
