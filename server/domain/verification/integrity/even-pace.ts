import { MINUTE_MS } from '../../../contract/units.ts';
import { median } from '../../analysis/numerics/median.ts';
import type { Movement } from '../measures/movement.ts';
import type { Track } from '../track/clean-track.ts';
import { HALF_MS, type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** Pace is looked at over straight minutes, at every step; in steps. */
const SPAN = MINUTE_MS / STEP_MS;
/** A minute is straight whose ends lie apart by this share of the way. */
const STRAIGHT = 0.985;
/** Below an hour of walking, or twenty minutes of straight ways, nothing is said. */
const LEAST_TOLD = { walked: 360, straight: 120 };
/** Deviations between the first and the ninth tenth of a normal distribution, and that of its median distance from the middle. */
const NORMAL = { tenths: 2.563, medianDistance: 0.6745 };
/** Fixes further apart, ms, do not tell a receiver's quick noise. */
const QUICK_MS = 45_000;
/** Whoever slows to this in the slowest fiftieth of minutes has stood or waited. */
const SLOWED = 0.4;
/** The clocks and roundings of a handheld leave at least this spread. */
const LEAST_SPREAD = 0.01;

/**
 * Spread of pace over straight minutes, as a share of the median pace, with what the receiver's quick noise adds taken off; null for walks
 * that are too short or too crooked to tell, or that were interrupted by a stop. Officers look, wait and cross, a receiver's slow wandering
 * shows as pace, and both stay when noise without memory is averaged out; a route played at one speed has neither, whatever shakes it.
 */
export function spreadOfPace({ motion }: Movement, track: Track): number | null {
  const all = paces(motion, 0);
  const straight = paces(motion, STRAIGHT);
  if (all.length < LEAST_TOLD.walked || straight.length < LEAST_TOLD.straight) return null;
  if (1 - quantile(all, 0.02) / quantile(all, 0.5) >= SLOWED) return null;
  const usual = quantile(straight, 0.5);
  const told = (quantile(straight, 0.9) - quantile(straight, 0.1)) / NORMAL.tenths;
  const noise = noiseOfPace(track);
  return Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, told * told - noise * noise)) / usual);
}

const quantile = (sorted: Float64Array, part: number) =>
  sorted[Math.floor(part * (sorted.length - 1))]!;

/** Metres a step from one end to the other of every minute of a run, rising; of those whose ends lie apart by a share of the way. */
function paces({ n, x, y, run }: MotionTrack, apart: number): Float64Array {
  // Way up to every sample, so that a span's is one difference.
  const way = new Float64Array(n);
  for (let i = 1; i < n; i++)
    way[i] = way[i - 1]! + Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
  const found: number[] = [];
  for (let k = 0; k + SPAN < n; k++) {
    const end = k + SPAN;
    if (run[k] !== run[end]) continue;
    const chordM = Math.hypot(x[end]! - x[k]!, y[end]! - y[k]!);
    const metres = way[end]! - way[k]!;
    if (chordM >= apart * metres) found.push((apart > 0 ? chordM : metres) / SPAN);
  }
  return Float64Array.from(found).sort();
}

/**
 * Standard deviation that noise without memory adds to a pace, metres a step: how far a fix lies from the line between its neighbours
 * tells the noise of one fix; a sample averages those within HALF_MS, and a pace rests on two samples.
 */
function noiseOfPace({ n, t, x, y }: Track): number {
  const off: number[] = [];
  const steps: number[] = [];
  for (let i = 1; i + 1 < n; i++) {
    const spanMs = t[i + 1]! - t[i - 1]!;
    if (spanMs > QUICK_MS) continue;
    const part = (t[i]! - t[i - 1]!) / spanMs;
    off.push(
      Math.abs(x[i]! - x[i - 1]! - part * (x[i + 1]! - x[i - 1]!)),
      Math.abs(y[i]! - y[i - 1]! - part * (y[i + 1]! - y[i - 1]!)),
    );
    steps.push(spanMs / 2);
  }
  if (steps.length === 0) return 0;
  const deviation = median(Float64Array.from(off)) / NORMAL.medianDistance;
  // A fix and half of each neighbour: one and a half times the variance of one.
  const oneFix = (deviation * deviation) / 1.5;
  const averaged = Math.min(1, median(Float64Array.from(steps)) / (2 * HALF_MS));
  return Math.sqrt(2 * oneFix * averaged) / SPAN;
}
