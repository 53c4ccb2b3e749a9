import type { LngLat } from '../../server/contract/areas/geo.ts';

const DEG = Math.PI / 180;
const M_PER_DEG = 111_320;

/** Metres east and north of an origin; good to centimetres over a grid. */
export const toPlane = (origin: LngLat) => {
  const mPerDegLng = M_PER_DEG * Math.cos(origin.lat * DEG);
  return ({ lng, lat }: LngLat) => ({
    x: (lng - origin.lng) * mPerDegLng,
    y: (lat - origin.lat) * M_PER_DEG,
  });
};

/** Metres between two places of one town. */
export const distanceM = (from: LngLat, to: LngLat): number => {
  const { x, y } = toPlane(from)(to);
  return Math.hypot(x, y);
};

/** In which of the eight winds a place lies from another: 0 north, 1 north-east and so on by the sun. */
export const windOf = (from: LngLat, to: LngLat): number => {
  const { x, y } = toPlane(from)(to);
  return (Math.round((Math.atan2(x, y) / Math.PI) * 4) + 8) % 8;
};
