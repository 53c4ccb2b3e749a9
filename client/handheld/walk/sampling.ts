import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { distanceM } from '../../geo/plane.ts';

export interface Place extends LngLat {
  /** Unix ms. */
  t: number;
  accuracyM?: number;
  speedMps?: number;
}

/** How often a fix is kept: walking, every few seconds and at every turn; standing, just often enough that silence is never in doubt. */
const WALKING_MS = 5_000;
const STANDING_MS = 30_000;
/** Slower is standing, metres a second. */
const WALKING_MPS = 0.4;
/** Nearer than this and than half the accuracy is no movement, metres. */
const MOVED_M = 8;

/** Whether a place is worth a fix after the last one kept. */
export function isDue(last: Place | null, next: Place): boolean {
  if (!last) return true;
  const waitedMs = next.t - last.t;
  // Farther back than a receiver is late the clock was put back: what is walked from then on is walked too.
  if (waitedMs <= 0) return waitedMs < -STANDING_MS;
  const movedM = distanceM(last, next);
  const moves =
    movedM > Math.max(MOVED_M, (next.accuracyM ?? 0) / 2) || (next.speedMps ?? 0) > WALKING_MPS;
  return waitedMs >= (moves ? WALKING_MS : STANDING_MS);
}

/** A stamp of the receiver farther than this from the phone's clock is not believed, ms. */
const STAMP_MAX_MS = 60_000;

/** When a position is from: its own stamp, or now where a browser stamps by another clock than the phone's. */
export const momentOf = (stampMs: number, nowMs: number): number =>
  Math.round(Math.abs(stampMs - nowMs) > STAMP_MAX_MS ? nowMs : stampMs);
