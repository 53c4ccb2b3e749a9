import { type MotionTrack, STEP_MS } from './motion-track.ts';

/** Speed is displacement over this span, ms: as long as the sparsest sampling, longer than receiver noise lasts. */
const SPAN_MS = 60_000;
/** A ride lasts until the speed is back at this share of the limit, or this speed (m/s), whichever is more: a brisk walk. */
const RIDE_END = { share: 0.55, speedMps: 2.2 };
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
 * Which samples belong to a ride: reached `vehicleSpeedMps`, and the time before and after until walking speed, with short stops
 * between two such stretches.
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
  let lastRide = -1;
  for (let k = 0; k < motion.n; k++) {
    if (speeds[k]! < vehicleSpeedMps || riding[k]) continue;
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
