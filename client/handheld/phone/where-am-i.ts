import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** Where the phone is now, in its datum; no position of before. Rejects where there is none to be had. */
export const whereAmI = (): Promise<LngLat> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ lng: longitude, lat: latitude }),
      reject,
      { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 },
    );
  });
