import { unseenDeviationM } from '../measures/uncertainty.ts';
import type { Track } from './clean-track.ts';

/** Samples stand at multiples of this step of Unix time, so that they do not depend on when fixes were taken. */
export const STEP_MS = 10_000;
/** Half the span a sample averages over. */
export const HALF_MS = 15_000;

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
  const { t, x, y } = track;
  const [begin, end] = [t[from]!, t[to - 1]!];
  const sumX = runningIntegral(t, x, from, to);
  const sumY = runningIntegral(t, y, from, to);
  // The fixes last passed at the sample, and at both ends of what it averages over.
  let [i, low, high] = [from, from, from];
  for (let at = Math.ceil(begin / STEP_MS) * STEP_MS; at <= end; at += STEP_MS) {
    // Symmetric near the ends, else the mean would run ahead of or behind the walker.
    const half = Math.max(1, Math.min(HALF_MS, at - begin, end - at));
    while (i < to - 1 && t[i + 1]! <= at) i++;
    while (low < to - 1 && t[low + 1]! <= at - half) low++;
    while (high < to - 1 && t[high + 1]! <= at + half) high++;
    const [first, last] = [low - from, high - from];
    motion.t[k] = at;
    motion.x[k] =
      (integralTo(t, x, sumX[last]!, high, to, at + half) -
        integralTo(t, x, sumX[first]!, low, to, at - half)) /
      (2 * half);
    motion.y[k] =
      (integralTo(t, y, sumY[last]!, high, to, at + half) -
        integralTo(t, y, sumY[first]!, low, to, at - half)) /
      (2 * half);
    motion.accuracyM[k] = track.accuracyM[i]!;
    motion.unseenM[k] = unseenBetween(track, i, Math.min(i + 1, to - 1));
    k++;
  }
  return k;
}

const unseenBetween = ({ t, x, y }: Positions, i: number, j: number) =>
  unseenDeviationM((t[j]! - t[i]!) / 1000, Math.sqrt((x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2));

/** Integral of the piecewise linear values from the run's first fix to each of its fixes. */
function runningIntegral(t: Float64Array, v: Float64Array, from: number, to: number) {
  const sums = new Float64Array(to - from);
  for (let i = from + 1; i < to; i++)
    sums[i - from] = sums[i - from - 1]! + ((t[i]! - t[i - 1]!) * (v[i]! + v[i - 1]!)) / 2;
  return sums;
}

/** The integral up to a moment, `i` the fix last passed and `sum` that up to it; beyond the run's ends the end values hold. */
function integralTo(
  t: Float64Array,
  v: Float64Array,
  sum: number,
  i: number,
  to: number,
  at: number,
): number {
  const passed = at - t[i]!;
  if (passed <= 0 || i === to - 1) return sum + passed * v[i]!;
  const slope = (v[i + 1]! - v[i]!) / (t[i + 1]! - t[i]!);
  return sum + passed * (v[i]! + (slope * passed) / 2);
}
