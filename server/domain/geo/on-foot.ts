import type { LngLat } from '../../contract/areas/geo.ts';
import { createFrame, lngDelta } from './local-frame.ts';

/** Metres a minute on foot, and how much longer a way is than its beeline (detour index of walking in built-up ground, about 1.3). */
const WALK = { metresPerMin: 75, detour: 1.3 } as const;

/** Metres to a place as the crow flies, right to 0.1 % within 10 km. */
export function beelineTo(place: LngLat): (from: LngLat) => number {
  const { metresPerDegLat, metresPerDegLng } = createFrame(place);
  return ({ lat, lng }) =>
    Math.hypot(lngDelta(lng, place.lng) * metresPerDegLng, (lat - place.lat) * metresPerDegLat);
}

/** Whole minutes on foot for so many metres of beeline. */
export const minutesOnFoot = (metres: number): number =>
  Math.round((metres * WALK.detour) / WALK.metresPerMin);
