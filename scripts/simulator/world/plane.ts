import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** A position in metres east and north of a plane's origin. */
export interface Point {
  x: number;
  y: number;
}

/** Equirectangular plane about an origin, true to scale there; 0.3 % off in x at 20 km north or south of it. */
export interface Plane {
  origin: LngLat;
  metresPerLng: number;
  metresPerLat: number;
}

/** Metres a degree at the origin on the WGS-84 ellipsoid (series of the meridian and the parallel arc). */
export function planeAt(origin: LngLat): Plane {
  const lat = (origin.lat * Math.PI) / 180;
  return {
    origin,
    metresPerLat: 111132.92 - 559.82 * Math.cos(2 * lat) + 1.175 * Math.cos(4 * lat),
    metresPerLng: 111412.84 * Math.cos(lat) - 93.5 * Math.cos(3 * lat) + 0.118 * Math.cos(5 * lat),
  };
}

/** A coordinate as receivers give it: seven decimals, about a centimetre. */
export const roundDegrees = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

export const lngLatOf = (plane: Plane, x: number, y: number): LngLat => ({
  lng: roundDegrees(plane.origin.lng + x / plane.metresPerLng),
  lat: roundDegrees(plane.origin.lat + y / plane.metresPerLat),
});

export const pointOf = (plane: Plane, { lng, lat }: LngLat): Point => ({
  x: (lng - plane.origin.lng) * plane.metresPerLng,
  y: (lat - plane.origin.lat) * plane.metresPerLat,
});
