import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** Side of the world in deck.gl's common space. */
const WORLD = 512;

/** Web Mercator in deck.gl's common space: x to the east and y to the north, the world 512 a side. */
export const worldOf = ({ lng, lat }: LngLat): [x: number, y: number] => [
  (WORLD * (lng + 180)) / 360,
  WORLD * (0.5 + Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)),
];

/** Degrees of longitude as a length in common space. */
export const worldLength = (degrees: number): number => (WORLD * degrees) / 360;
