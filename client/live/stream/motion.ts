import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** A dot on its way from where it was drawn to where it was last seen. Times are this clock's Unix ms. */
export interface Motion {
  from: LngLat;
  to: LngLat;
  startMs: number;
  durationMs: number;
}

/** A glide lasts as long as the wait for the position did, within these bounds. */
const SHORTEST_MS = 800;
const LONGEST_MS = 12_000;
/** Farther than this is a jump, not a walk: drawn at once. About 300 m. */
const JUMP_DEG = 0.003;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export const positionAt = ({ from, to, startMs, durationMs }: Motion, nowMs: number): LngLat => {
  const share = durationMs === 0 ? 1 : clamp((nowMs - startMs) / durationMs, 0, 1);
  return {
    lng: from.lng + (to.lng - from.lng) * share,
    lat: from.lat + (to.lat - from.lat) * share,
  };
};

/** The motion after a new position. The first one, and a jump, stand at once. */
export const retarget = (motion: Motion | undefined, to: LngLat, nowMs: number): Motion => {
  if (!motion) return { from: to, to, startMs: nowMs, durationMs: 0 };
  if (motion.to.lng === to.lng && motion.to.lat === to.lat) return motion;
  const from = positionAt(motion, nowMs);
  const isJump = Math.hypot(to.lng - from.lng, to.lat - from.lat) > JUMP_DEG;
  return isJump
    ? { from: to, to, startMs: nowMs, durationMs: 0 }
    : {
        from,
        to,
        startMs: nowMs,
        durationMs: clamp(nowMs - motion.startMs, SHORTEST_MS, LONGEST_MS),
      };
};
