import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { FixRange, SegmentKind } from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import type { Fix } from '../../entrance/fix.ts';
import { metresApart } from '../../geo/local-frame.ts';
import { surelyTimed } from '../clock/sure-times.ts';
import { bothAccuraciesM } from '../measures/uncertainty.ts';
import { type Detector, type IntegrityContext, type Margin, rangesOf } from './context.ts';

const REPEATS = marksToMask(['frozen']);
/** Share of the patrol that must be frozen, and length of the longest run in minutes, to be held against it. */
const STRONG = { share: 0.25, runMin: 8 };
/** A handheld that lay all the time, by share of the patrol. */
const ALL_OF_IT = 0.9;
/** Minutes that count from which a handheld was carried; a run is a rest on the way where as many lie before it and after it. */
const WALKED_MIN = 10;
/** A pin set elsewhere: a frozen run is entered by such a step beyond what both positions admit, metres and m/s, as no walker does. */
const PIN_STEP = { metres: 50, speedMps: 6 };
/** Fixes before a run that must all lie so far off: one alone is a reflection. */
const BESIDE = 3;
/** So many places must be entered like that: a reflection as a handheld is laid down, or a radio network's position of a room, comes singly. */
const PINS = 3;
const COUNTED: readonly SegmentKind[] = ['counted', 'border'];

/**
 * Frozen: the same coordinates to the last digit for minutes, which a real receiver's wandering does not give. Measured is the
 * longest run in minutes. Innocent: receivers that hold the position of a handheld lying still, or that lose it while its officer walks
 * on. So long runs are held against the patrol only where the position leaps into them at several places, as pins do, or where it never
 * moved at all. What lay still before the walk or after it counts for nothing, and is held against nobody.
 */
export const frozen: Detector = (context) => {
  const found = figuresOf(context);
  if (!found) return null;
  const { ranges, longestMin, share, margin, isCarried } = found;
  const lay = !isCarried && longestMin >= STRONG.runMin && share >= ALL_OF_IT;
  return {
    strength: margin >= 1 || lay ? 'strong' : 'weak',
    measured: longestMin,
    threshold: STRONG.runMin,
    share,
    fixes: ranges,
  };
};

/** Of leaps alone: a handheld that never moved at all was not carried, which is no chance. */
export const frozenMargin: Margin = (context) => figuresOf(context)?.margin ?? 0;

/** Runs, the longest in minutes, their share of the patrol, how near those on the way are to be pins, and whether there was a way at all. */
function figuresOf(context: IntegrityContext) {
  const {
    fixes,
    masks,
    ledger,
    input: { patrol },
  } = context;
  const ranges = rangesOf(fixes, (_, i) => isHeld(masks, i));
  if (ranges.length === 0) return null;
  const shareOf = (of: readonly FixRange[]) =>
    of.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) /
    (patrol.endMs - patrol.startMs || 1);
  const counted = ledger.segments.filter(({ kind }) => COUNTED.includes(kind));
  const walkedMin = (sinceMs: number, untilMs: number) =>
    counted.reduce(
      (sum, { fromMs, toMs }) =>
        sum + Math.max(0, Math.min(toMs, untilMs) - Math.max(fromMs, sinceMs)),
      0,
    ) / MINUTE_MS;
  const isCarried = walkedMin(patrol.startMs, patrol.endMs) >= WALKED_MIN;
  const isOnTheWay = (fromMs: number, toMs: number) =>
    !isCarried ||
    Math.min(walkedMin(patrol.startMs, fromMs), walkedMin(toMs, patrol.endMs)) >= WALKED_MIN;
  const held = ranges.filter(({ fromMs, toMs }) => isOnTheWay(fromMs, toMs));
  const margin = Math.min(
    shareOf(held) / STRONG.share,
    longestOf(held) / STRONG.runMin,
    leapInto(context, ({ t }) => held.some(({ fromMs, toMs }) => fromMs <= t && t <= toMs)),
  );
  return { ranges, longestMin: longestOf(ranges), share: shareOf(ranges), margin, isCarried };
}

const isHeld = (masks: Uint16Array, i: number) => ((masks[i] ?? 0) & REPEATS) !== 0;

const longestOf = (ranges: readonly FixRange[]) =>
  Math.max(0, ...ranges.map(({ fromMs, toMs }) => toMs - fromMs)) / MINUTE_MS;

/** The least of the greatest leaps into so many places as pins take, as a part of a pin's step; 0 where there are fewer. */
function leapInto(
  { fixes, masks, clockSets, geometry: { frame } }: IntegrityContext,
  holds: (fix: Fix) => boolean,
): number {
  const isSure = surelyTimed(clockSets);
  const leapBetween = (a: Fix, b: Fix) => {
    if (!isSure(a) || !isSure(b)) return 0;
    const metres = metresApart(frame, a, b) - bothAccuraciesM(a, b);
    return metres / Math.max(PIN_STEP.metres, (PIN_STEP.speedMps * Math.abs(b.t - a.t)) / 1000);
  };
  const entered = fixes.flatMap((fix, i) => {
    if (!isHeld(masks, i) || isHeld(masks, i - 1) || !holds(fix)) return [];
    // A run's first fix is not marked.
    const before = fixes.slice(Math.max(0, i - 1 - BESIDE), Math.max(0, i - 1));
    if (before.length === 0) return [];
    const first = fixes[i - 1]!;
    return [{ fix, leap: Math.min(...before.map((other) => leapBetween(other, first))) }];
  });
  const places: typeof entered = [];
  for (const one of entered.sort((a, b) => b.leap - a.leap || a.fix.t - b.fix.t))
    if (places.every(({ fix }) => metresApart(frame, fix, one.fix) > PIN_STEP.metres))
      places.push(one);
  return Math.max(0, places[PINS - 1]?.leap ?? 0);
}
