import { MINUTE_MS } from '../../../contract/units.ts';
import { type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** Speed is displacement over this span, ms: as long as the sparsest sampling, longer than receiver noise lasts. */
const SPAN_MS = MINUTE_MS;
/**
 * A ride lasts until the speed is back at this share of the limit, or this speed (m/s), whichever is more. People change from walking
 * to running at 2.0 to 2.1 m/s (Hreljac 1993, Preferred and energetically optimal gait transition speeds).
 */
const RIDE_END = { share: 0.55, speedMps: 2.2 };
/** Mean speed over this time, ms, beyond that of a brisk walk is no walk either, if it never peaks (slow bicycles, runners). */
const SUSTAINED_MS = 300_000;
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
 * Which samples belong to a ride: where `vehicleSpeedMps` was reached, or the mean of five minutes was beyond walking, and the time
 * before and after until walking speed, with short stops between two such stretches.
 */
export function vehicleSamples(
  motion: MotionTrack,
  speeds: Float64Array,
  vehicleSpeedMps: number,
): Uint8Array {
  const riding = new Uint8Array(motion.n);
  const endMps = Math.min(
    vehicleSpeedMps,
    Math.max(RIDE_END.speedMps, RIDE_END.share * vehicleSpeedMps),
  );
  const sustained = sustainedAbove(motion, speeds, endMps);
  let lastRide = -1;
  for (let k = 0; k < motion.n; k++) {
    if (riding[k] || (speeds[k]! < vehicleSpeedMps && !sustained[k])) continue;
    let [a, b] = [k, k];
    while (a > 0 && motion.run[a - 1] === motion.run[k] && speeds[a - 1]! >= endMps) a--;
    while (b < motion.n - 1 && motion.run[b + 1] === motion.run[k] && speeds[b + 1]! >= endMps) b++;
    const bridged =
      lastRide >= 0 &&
      motion.run[lastRide] === motion.run[a] &&
      motion.t[a]! - motion.t[lastRide]! <= RIDE_STOP_MAX_MS;
    riding.fill(1, bridged ? lastRide : a, b + 1);
    lastRide = b;
  }
  return riding;
}

/** Samples at or above a speed within SUSTAINED_MS whose mean is. */
function sustainedAbove({ n, run }: MotionTrack, speeds: Float64Array, endMps: number): Uint8Array {
  const sustained = new Uint8Array(n);
  const window = SUSTAINED_MS / STEP_MS;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    sum += speeds[k]!;
    const from = k - window + 1;
    if (from < 0) continue;
    if (run[from] === run[k] && sum / window >= endMps)
      for (let i = from; i <= k; i++) if (speeds[i]! >= endMps) sustained[i] = 1;
    sum -= speeds[from]!;
  }
  return sustained;
}
