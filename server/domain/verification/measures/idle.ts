import { type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** A stay is at least this long, ms. */
export const STAY_MIN_MS = 180_000;
/** Radius a stay keeps within, metres: grows with the reported accuracy, within limits that a walker leaves in STAY_MIN_MS. */
const STAY_RADIUS = { baseM: 15, perAccuracy: 0.5, maxM: 35 };

const WINDOW = STAY_MIN_MS / STEP_MS;

/**
 * Which samples belong to a stay: some STAY_MIN_MS around them passed within the stay radius of their common middle. Measured on
 * positions at an even step, so the sampling rate does not matter; by extent and not by speed, so receiver noise does not either.
 * `radii` scales the radius. Source: stay points of Li et al. 2008, Mining user similarity based on location history.
 */
export function idleSamples(motion: MotionTrack, radii = 1): Uint8Array {
  const idle = new Uint8Array(motion.n);
  for (let k = 0; k + WINDOW < motion.n; k++)
    if (motion.run[k] === motion.run[k + WINDOW] && staysPut(motion, k, k + WINDOW, radii))
      idle.fill(1, k, k + WINDOW + 1);
  return idle;
}

function staysPut(
  { x, y, accuracyM }: MotionTrack,
  from: number,
  to: number,
  radii: number,
): boolean {
  const count = to - from + 1;
  let [mx, my, accuracy] = [0, 0, 0];
  for (let i = from; i <= to; i++) {
    mx += x[i]! / count;
    my += y[i]! / count;
    accuracy += accuracyM[i]! / count;
  }
  const { baseM, perAccuracy, maxM } = STAY_RADIUS;
  const radius = radii * Math.min(maxM, baseM + perAccuracy * accuracy);
  for (let i = from; i <= to; i++)
    if ((x[i]! - mx) ** 2 + (y[i]! - my) ** 2 > radius * radius) return false;
  return true;
}
