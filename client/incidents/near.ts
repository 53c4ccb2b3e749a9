import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Frame } from './columns.ts';

/** How near and how long before something else counts as of the same place. */
export const NEAR_M = 300;
export const NEAR_DAYS = 28;

const M_PER_DEG = 111_320;

/** Rows of a frame within NEAR_M of a place, nearest first; on a plane that touches the earth there. */
export const nearRows = (
  { count, lat, lng }: Frame,
  { position }: { position: LngLat },
): { row: number; metres: number }[] => {
  const perLng = M_PER_DEG * Math.cos((position.lat * Math.PI) / 180);
  const near: { row: number; metres: number }[] = [];
  for (let row = 0; row < count; row++) {
    const [x, y] = [(lng[row]! - position.lng) * perLng, (lat[row]! - position.lat) * M_PER_DEG];
    const metres = Math.hypot(x, y);
    if (metres <= NEAR_M) near.push({ row, metres });
  }
  return near.sort((a, b) => a.metres - b.metres);
};
