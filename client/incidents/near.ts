import type { LngLat } from '../../server/contract/areas/geo.ts';
import { distanceM } from '../geo/plane.ts';
import type { Frame } from './columns.ts';

/** How near and how long before something else counts as of the same place. */
export const NEAR_M = 300;
export const NEAR_DAYS = 28;

/** Rows of a frame within NEAR_M of a place, nearest first. */
export const nearRows = (
  { count, lat, lng }: Frame,
  { position }: { position: LngLat },
): { row: number; metres: number }[] => {
  const near: { row: number; metres: number }[] = [];
  for (let row = 0; row < count; row++) {
    const metres = distanceM(position, { lng: lng[row]!, lat: lat[row]! });
    if (metres <= NEAR_M) near.push({ row, metres });
  }
  return near.sort((a, b) => a.metres - b.metres);
};
