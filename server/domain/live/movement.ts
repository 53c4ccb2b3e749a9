import type { LngLat } from '../../contract/areas/geo.ts';
import { METRES_PER_DEGREE } from '../../contract/units.ts';
import type { OfficerLive } from './officer-step.ts';

/** Movement is looked for in the last this many ms of the trail ... */
const RECENT_MS = 120_000;
/** ... and is more than receiver noise makes, metres. */
const MOVED_M = 20;

/** Metres between two near points, on the local plane. */
const metresBetween = (a: LngLat, b: LngLat): number => {
  const x = (b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(x, b.lat - a.lat) * METRES_PER_DEGREE;
};

/** Whether an officer walked just before the last fix; else stood. */
export const isMoving = ({ t, position, trail }: OfficerLive): boolean =>
  trail.some(
    ([lng, lat, at]) => t - at <= RECENT_MS && metresBetween({ lng, lat }, position) > MOVED_M,
  );

/** Direction of the last steps that add up to more than noise, degrees clockwise from north in [0, 360); null: none. */
export const headingOf = ({ position, trail }: OfficerLive): number | null => {
  const from = trail.findLast(([lng, lat]) => metresBetween({ lng, lat }, position) > MOVED_M / 2);
  if (!from) return null;
  const x = (position.lng - from[0]) * Math.cos((position.lat * Math.PI) / 180);
  return ((Math.atan2(x, position.lat - from[1]) * 180) / Math.PI + 360) % 360;
};
