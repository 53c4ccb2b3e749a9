import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OfficerState } from '../../../server/contract/console/console.ts';

export type Activity = 'moving' | 'standing' | 'silent';

/** An officer is silent after this long without a fix, ms. */
export const SILENT_MS = 180_000;
/** Movement is looked for in the last this many ms of the trail ... */
const RECENT_MS = 120_000;
/** ... and is more than receiver noise makes, metres. */
const MOVED_M = 20;

const METRES_PER_DEGREE = 111_195;

/** Metres between two near points, on the local plane. */
export const metresBetween = (a: LngLat, b: LngLat): number => {
  const x = (b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(x, b.lat - a.lat) * METRES_PER_DEGREE;
};

/** What an officer is doing as of server time `nowMs`: from the age of the last fix and the recent trail. */
export const activityOf = (officer: OfficerState, nowMs: number): Activity => {
  if (nowMs - officer.t > SILENT_MS) return 'silent';
  const moved = officer.trail.some(
    ([lng, lat, t]) => officer.t - t <= RECENT_MS && metresBetween({ lng, lat }, officer) > MOVED_M,
  );
  return moved ? 'moving' : 'standing';
};

/** Direction of the last steps that add up to more than noise, degrees clockwise from north; null: none. */
export const headingOf = (officer: OfficerState): number | null => {
  const from = officer.trail.findLast(
    ([lng, lat]) => metresBetween({ lng, lat }, officer) > MOVED_M / 2,
  );
  if (!from) return null;
  const x = (officer.lng - from[0]) * Math.cos((officer.lat * Math.PI) / 180);
  return ((Math.atan2(x, officer.lat - from[1]) * 180) / Math.PI + 360) % 360;
};
