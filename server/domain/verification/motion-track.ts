import type { Track } from './clean-track.ts';
import { unseenDeviationM } from './uncertainty.ts';

/** Samples stand at multiples of this step of Unix time, so that they do not depend on when fixes were taken. */
export const STEP_MS = 10_000;
/** Half the span a sample averages over. */
const HALF_MS = 15_000;

/**
 * A track at an even step, receiver noise averaged out: what idling, speed and distance are measured on. Every sample is the mean
 * of the straight-line path over HALF_MS to either side, which means the same at any sampling rate.
 */
export interface MotionTrack {
  n: number;
  t: Float64Array;
  x: Float64Array;
  y: Float64Array;
  accuracyM: Float64Array;
  /** How far off the straight line between the fixes around it the walker may have been, metres. */
  unseenM: Float64Array;
  /** Number of the run a sample belongs to; between runs lies a gap beyond the limit. */
  run: Int32Array;
}

/** The first `n` rows of some columns. */
type Positions = Omit<Track, 'fixes'>;

/** Samples every run of fixes with no gap beyond the limit. */
export function motionTrack(track: Positions, maxGapMs: number): MotionTrack {
  const runs: [number, number][] = [];
  let [from, size] = [0, 0];
  for (let i = 1; i <= track.n; i++)
    if (i === track.n || track.t[i]! - track.t[i - 1]! > maxGapMs) {
      runs.push([from, i]);
      size += Math.floor(track.t[i - 1]! / STEP_MS) - Math.ceil(track.t[from]! / STEP_MS) + 1;
      from = i;
    }
  const column = () => new Float64Array(size);
  const motion: MotionTrack = {
    n: size,
    t: column(),
    x: column(),
    y: column(),
    accuracyM: column(),
    unseenM: column(),
    run: new Int32Array(size),
  };
  let k = 0;
  runs.forEach(([first, end], run) => {
    const next = sampleRun(track, first, end, motion, k);
    motion.run.fill(run, k, next);
    k = next;
  });
  return motion;
}

/** Fills the samples of one run from row `k` on; returns the row after the last. */
function sampleRun(
  track: Positions,
  from: number,
  to: number,
  motion: MotionTrack,
  k: number,
): number {
  const { t } = track;
  const [begin, end] = [t[from]!, t[to - 1]!];
  const sumX = createPathIntegral(t, track.x, from, to);
  const sumY = createPathIntegral(t, track.y, from, to);
  let i = from;
  for (let at = Math.ceil(begin / STEP_MS) * STEP_MS; at <= end; at += STEP_MS) {
    while (i < to - 1 && t[i + 1]! <= at) i++;
    // Symmetric near the ends, else the mean would run ahead of or behind the walker.
    const half = Math.max(1, Math.min(HALF_MS, at - begin, end - at));
    motion.t[k] = at;
    motion.x[k] = (sumX(at + half) - sumX(at - half)) / (2 * half);
    motion.y[k] = (sumY(at + half) - sumY(at - half)) / (2 * half);
    motion.accuracyM[k] = track.accuracyM[i]!;
    motion.unseenM[k] = unseenBetween(track, i, Math.min(i + 1, to - 1));
    k++;
  }
  return k;
}

const unseenBetween = ({ t, x, y }: Positions, i: number, j: number) =>
  unseenDeviationM((t[j]! - t[i]!) / 1000, Math.sqrt((x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2));

/**
 * Integral from the run's first fix to a moment of the piecewise linear values; beyond the ends the end values hold. Asked for moments
 * in any order, quickest for rising ones.
 */
function createPathIntegral(t: Float64Array, v: Float64Array, from: number, to: number) {
  const n = to - from;
  const sums = new Float64Array(n);
  for (let k = 1; k < n; k++)
    sums[k] =
      sums[k - 1]! + ((t[from + k]! - t[from + k - 1]!) * (v[from + k]! + v[from + k - 1]!)) / 2;
  let low = from;
  return (at: number): number => {
    if (at <= t[from]!) return (at - t[from]!) * v[from]!;
    if (at >= t[to - 1]!) return sums[n - 1]! + (at - t[to - 1]!) * v[to - 1]!;
    while (t[low + 1]! <= at) low++;
    while (t[low]! > at) low--;
    const passed = at - t[low]!;
    const slope = (v[low + 1]! - v[low]!) / (t[low + 1]! - t[low]!);
    return sums[low - from]! + passed * (v[low]! + (slope * passed) / 2);
  };
}
