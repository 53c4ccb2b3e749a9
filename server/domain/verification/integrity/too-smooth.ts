import { type Detector, rangesOf } from './context.ts';

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
 * Too smooth: along straight stretches a computed track advances evenly, while receiver error and gait move a real one by metres.
 * Measured is the first quartile, in metres, of how far the middle of three fixes at least 10 s apart lies from the point between
 * the outer two that its time gives; corners fill the upper quartiles and do not count. Innocent: a handheld that snaps positions to
 * streets before it reports them.
 */
export const tooSmooth: Detector = ({ track: { n, t, x, y, fixes } }) => {
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
  const quartile = uneven.sort((p, q) => p - q)[Math.floor(uneven.length / 4)]!;
  if (quartile >= UNEVEN_MIN_M) return null;
  return {
    strength: 'strong',
    measured: quartile,
    threshold: UNEVEN_MIN_M,
    share: uneven.filter((m) => m < UNEVEN_MIN_M).length / uneven.length,
    fixes: rangesOf(fixes, () => true),
  };
};
