import { type MotionTrack, STEP_MS } from '../track/motion-track.ts';

/** A stay is at least this long, ms. */
export const STAY_MIN_MS = 180_000;
/** Radius a stay keeps within, metres: grows with the reported accuracy, within limits that a walker leaves in STAY_MIN_MS. */
const STAY_RADIUS = { baseM: 15, perAccuracy: 0.5, maxM: 35 };

const WINDOW = STAY_MIN_MS / STEP_MS;

/** Extents, as shares of the radius of a stay, within which somebody surely stayed, and perhaps. */
const EXTENT = { surely: 0.7, perhaps: 1.35 };
/** Of what a straight line between sparse fixes hides, this share is missing from the extent of a stay. */
const HIDDEN_SHARE = 0.2;

/**
 * How surely each sample belongs to a stay: the least extent of any STAY_MIN_MS around it, as a share of the radius of a stay; up to 1
 * it does. Infinity where no run is as long. The extent is the farthest from the common middle. Measured on positions at an even step,
 * so the sampling rate hardly matters; by extent and not by speed, so receiver noise does not either. Source: stay points of Li et al.
 * 2008, Mining user similarity based on location history.
 */
export function stayExtents(motion: MotionTrack): Float64Array {
  const extents = new Float64Array(motion.n).fill(Number.POSITIVE_INFINITY);
  for (let k = 0; k + WINDOW < motion.n; k++) {
    if (motion.run[k] !== motion.run[k + WINDOW]) continue;
    const extent = extentOf(motion, k, k + WINDOW);
    for (let i = k; i <= k + WINDOW; i++) if (extent < extents[i]!) extents[i] = extent;
  }
  return extents;
}

function extentOf({ x, y, accuracyM, unseenM }: MotionTrack, from: number, to: number): number {
  const count = to - from + 1;
  let [mx, my, accuracy, hidden] = [0, 0, 0, 0];
  for (let i = from; i <= to; i++) {
    mx += x[i]! / count;
    my += y[i]! / count;
    accuracy += accuracyM[i]! / count;
    hidden += unseenM[i]! / count;
  }
  let farthest = 0;
  for (let i = from; i <= to; i++)
    farthest = Math.max(farthest, (x[i]! - mx) ** 2 + (y[i]! - my) ** 2);
  return Math.sqrt(farthest) / stayRadiusM(accuracy, hidden);
}

/** Radius a stay keeps within at an accuracy, where lines between fixes hide so much, metres. */
export function stayRadiusM(accuracyM: number, unseenM: number): number {
  const { baseM, perAccuracy, maxM } = STAY_RADIUS;
  return Math.max(1, Math.min(maxM, baseM + perAccuracy * accuracyM) - HIDDEN_SHARE * unseenM);
}

/** How surely somebody stayed within an extent, 0 to 1. */
export const stayShare = (extent: number): number =>
  Math.min(1, Math.max(0, (EXTENT.perhaps - extent) / (EXTENT.perhaps - EXTENT.surely)));
