import { MINUTE_MS } from '../../../contract/units.ts';
import { type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** Speed is displacement over this span, ms: as long as the sparsest sampling, longer than receiver noise lasts. */
const SPAN_MS = MINUTE_MS;
/**
 * What makes a ride, by how sure one is to be: pace of those who move (m/s), held for minutes, and how long the norm's vehicle speed must be
 * kept (ms). People change from walking to running at 2.0 to 2.1 m/s (Hreljac 1993, Preferred and energetically optimal gait transition
 * speeds), and no walker keeps up 1.8 for minutes but some of the fastest; runners end where bicycles ride, at 3.3. What is shorter is
 * a leap of the receiver, since speed is displacement over a minute.
 */
export const RIDES = {
  surely: { paceMps: 3.3, leastMs: 180_000 },
  likely: { paceMps: 2.2, leastMs: 90_000 },
  perhaps: { paceMps: 1.8, leastMs: 0 },
};
/** A ride lasts until the speed is back at this share of the norm's, or at its pace, whichever is more. */
const END_SHARE = 0.55;
/** Mean pace of those who move over this time, ms, beyond that of a brisk walk is no walk either, if it never peaks (slow bicycles, runners). */
const SUSTAINED_MS = 300_000;
/** Slower, m/s, one does not move: lights and crossings say nothing of the pace. */
const MOVING_MPS = 0.5;
/** Stops within a ride, such as at lights, ms. */
const RIDE_STOP_MAX_MS = 120_000;

const REACH = SPAN_MS / STEP_MS / 2;

/** Speed of every sample, m/s: displacement over SPAN_MS around it within its run; 0 where the run is shorter than half of it. */
export function sampleSpeeds({ n, t, x, y, run }: MotionTrack): Float64Array {
  const speeds = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let [a, b] = [Math.max(0, k - REACH), Math.min(n - 1, k + REACH)];
    while (run[a] !== run[k]) a++;
    while (run[b] !== run[k]) b--;
    if (t[b]! - t[a]! >= SPAN_MS / 2)
      speeds[k] = (Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!) * 1000) / (t[b]! - t[a]!);
  }
  return speeds;
}

/**
 * Which samples belong to a ride: where `vehicleSpeedMps` was reached, or the mean pace of five minutes was beyond walking, and the time
 * before and after until walking pace, with short stops between two such stretches.
 */
export function vehicleSamples(
  motion: MotionTrack,
  speeds: Float64Array,
  vehicleSpeedMps: number,
  { paceMps, leastMs }: { paceMps: number; leastMs: number },
): Uint8Array {
  const riding = new Uint8Array(motion.n);
  const endMps = Math.min(vehicleSpeedMps, Math.max(paceMps, END_SHARE * vehicleSpeedMps));
  const sustained = sustainedAbove(motion, speeds, endMps);
  const { run, t } = motion;
  /** First and last sample of the ride that is looked at. */
  let [first, last, held] = [-1, -1, false];
  const close = () => {
    if (first >= 0 && (held || t[last]! - t[first]! >= leastMs)) riding.fill(1, first, last + 1);
  };
  for (let k = 0; k < motion.n; k++) {
    if (k <= last || (speeds[k]! < vehicleSpeedMps && !sustained[k])) continue;
    let [a, b] = [k, k];
    while (a > 0 && run[a - 1] === run[k] && speeds[a - 1]! >= endMps) a--;
    while (b < motion.n - 1 && run[b + 1] === run[k] && speeds[b + 1]! >= endMps) b++;
    const bridged = last >= 0 && run[last] === run[a] && t[a]! - t[last]! <= RIDE_STOP_MAX_MS;
    if (!bridged) {
      close();
      [first, held] = [a, false];
    }
    last = b;
    for (let i = a; i <= b && !held; i++) held = sustained[i] === 1;
  }
  close();
  return riding;
}

/** Samples at or above a speed within SUSTAINED_MS of which two thirds are spent moving, at that speed in the mean. */
function sustainedAbove({ n, run }: MotionTrack, speeds: Float64Array, endMps: number): Uint8Array {
  const sustained = new Uint8Array(n);
  const window = SUSTAINED_MS / STEP_MS;
  let [sum, moving, marked] = [0, 0, 0];
  const count = (k: number, by: number) => {
    if (speeds[k]! < MOVING_MPS) return;
    sum += by * speeds[k]!;
    moving += by;
  };
  for (let k = 0; k < n; k++) {
    count(k, 1);
    const from = k - window + 1;
    if (from < 0) continue;
    if (run[from] === run[k] && 3 * moving >= 2 * window && sum >= endMps * moving)
      for (marked = Math.max(marked, from); marked <= k; marked++)
        if (speeds[marked]! >= endMps) sustained[marked] = 1;
    count(from, -1);
  }
  return sustained;
}
