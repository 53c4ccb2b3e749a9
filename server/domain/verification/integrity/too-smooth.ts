import { type Detector, type IntegrityContext, rangesOf } from './context.ts';
import { evennessOfPace } from './even-pace.ts';

/** Steps of at least this length in time, ms: over them a receiver's error changes by a good part of itself. */
const STEP_MIN_MS = 10_000;
/** Longer steps hold corners and tell nothing. */
const STEP_MAX_MS = 90_000;
/** Only steps of a walker count, metres. */
const MOVED_MIN_M = 5;
const TRIPLES_MIN = 40;
/** First quartile of unevenness, metres, below which no receiver made the track. */
const UNEVEN_MIN_M = 0.35;

/**
 * Too smooth: a computed track advances evenly, a walked one does not. Two figures, each as a share of the least a real track shows;
 * measured is the smaller, below 1 is too smooth. Innocent: a handheld that snaps positions to streets before it reports them, or a
 * treadmill pace kept for an hour without one stop.
 * - Unevenness of steps: along straight stretches receiver error and gait move a real track by metres.
 * - Unevenness of pace (see `evennessOfPace`): shaking computed positions hides the first, but not that nobody ever slowed down.
 */
export const tooSmooth: Detector = (context) => {
  const ratios = [unevenSteps(context), evennessOfPace(context.movement)];
  const measured = Math.min(...ratios.map((ratio) => ratio ?? Number.POSITIVE_INFINITY));
  if (measured >= 1) return null;
  return {
    strength: 'strong',
    measured,
    threshold: 1,
    share: 1,
    fixes: rangesOf(context.track.fixes, () => true),
  };
};

/**
 * First quartile of how far the middle of three fixes at least 10 s apart lies from the point between the outer two that its time
 * gives, over UNEVEN_MIN_M; corners fill the upper quartiles and do not count. Null where too few steps tell.
 */
function unevenSteps({ track: { n, t, x, y } }: IntegrityContext): number | null {
  const uneven: number[] = [];
  let [a, b] = [0, 0];
  for (let c = 1; c < n; c++) {
    if (t[c]! - t[b]! < STEP_MIN_MS) continue;
    const part = (t[b]! - t[a]!) / (t[c]! - t[a]!);
    const moved = Math.min(
      Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!),
      Math.hypot(x[c]! - x[b]!, y[c]! - y[b]!),
    );
    if (
      b > a &&
      moved >= MOVED_MIN_M &&
      t[c]! - t[b]! <= STEP_MAX_MS &&
      t[b]! - t[a]! <= STEP_MAX_MS
    )
      uneven.push(
        Math.hypot(x[b]! - x[a]! - part * (x[c]! - x[a]!), y[b]! - y[a]! - part * (y[c]! - y[a]!)),
      );
    [a, b] = [b, c];
  }
  if (uneven.length < TRIPLES_MIN) return null;
  return Float64Array.from(uneven).sort()[Math.floor(uneven.length / 4)]! / UNEVEN_MIN_M;
}
