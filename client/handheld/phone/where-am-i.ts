import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** One position, in the handheld's datum. Rejects where there is none to be had. */
export const whereAmI = (): Promise<LngLat> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ lng: longitude, lat: latitude }),
      reject,
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: 20_000 },
    );
  });
