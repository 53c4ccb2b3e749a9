import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import type { Place } from '../walk/sampling.ts';

/** Where the phone is now, in its datum; no position of before. Rejects where there is none to be had. */
export const whereAmI = (): Promise<LngLat> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ lng: longitude, lat: latitude }),
      reject,
      { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 },
    );
  });

/** Where one is by the last position of the walk, in the handheld's datum; null where that is too old to say. */
export const whereLast = (place: Place | null, nowMs: number): LngLat | null =>
  place && Math.abs(nowMs - place.t) < MINUTE_MS ? { lng: place.lng, lat: place.lat } : null;
