import { MINUTE_MS } from '../../../contract/units.ts';
import type { Movement } from '../measures/movement.ts';
import { type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** Pace is looked at over three minutes, every minute; stops and straight ways over one minute, every step. In steps. */
const LONG = { span: (3 * MINUTE_MS) / STEP_MS, every: MINUTE_MS / STEP_MS };
const SHORT = { span: MINUTE_MS / STEP_MS, every: 1 };
/** Below an hour, or twenty minutes of straight ways, nothing is said. */
const LEAST_TOLD = { long: 60, straight: 120 };
/** A minute is straight whose ends lie apart by this share of the way. */
const STRAIGHT = 0.97;
/**
 * What walkers exceed in at least one: spread of pace from its first to its ninth tenth, over all and over straight minutes, and slowing
 * of the slowest minutes, as shares of the median.
 */
const LEAST = { spread: 0.2, straightSpread: 0.15, slowing: 0.4 };

/**
 * Unevenness of pace as a share of the least that a walk of an hour shows; null for shorter walks. Officers look, wait and cross: their
 * pace spreads by 15 % and more (real walks and runs of the development data: 15 to 57 % over three minutes) and their slowest fiftieth
 * of minutes is far below it. A route played at constant speed does neither, whatever noise is added, since noise without memory averages
 * out; but where it turns about it seems slow, so straight minutes are looked at by themselves. All must be too small, so the largest
 * share counts.
 */
export function evennessOfPace({ motion }: Movement): number | null {
  const [long, short] = [paces(motion, LONG, 0), paces(motion, SHORT, 0)];
  const straight = paces(motion, SHORT, STRAIGHT);
  if (long.length < LEAST_TOLD.long || straight.length < LEAST_TOLD.straight) return null;
  const median = quantile(long, 0.5);
  const slowing = 1 - quantile(short, 0.02) / median;
  return Math.max(
    spread(long) / LEAST.spread,
    spread(straight) / LEAST.straightSpread,
    slowing / LEAST.slowing,
  );
}

const quantile = (sorted: Float64Array, part: number) =>
  sorted[Math.floor(part * (sorted.length - 1))]!;

const spread = (sorted: Float64Array) =>
  (quantile(sorted, 0.9) - quantile(sorted, 0.1)) / quantile(sorted, 0.5);

/** Metres a step walked in every so many spans of a run, rising; of those whose ends lie apart by a share of the way. */
function paces(
  { n, x, y, run }: MotionTrack,
  of: { span: number; every: number },
  apart: number,
): Float64Array {
  // Way up to every sample, so that a span's is one difference.
  const way = new Float64Array(n);
  for (let i = 1; i < n; i++)
    way[i] = way[i - 1]! + Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
  const found: number[] = [];
  for (let k = 0; k + of.span < n; k += of.every) {
    const end = k + of.span;
    const metres = way[end]! - way[k]!;
    if (run[k] !== run[end]) continue;
    if (apart > 0 && Math.hypot(x[end]! - x[k]!, y[end]! - y[k]!) < apart * metres) continue;
    found.push(metres / of.span);
  }
  return Float64Array.from(found).sort();
}
