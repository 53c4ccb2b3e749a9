import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Checkpoint } from '../../../server/contract/norms/norm.ts';

const RADIUS_M = 30;
/** A millionth of a degree is 0.1 m. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** A new checkpoint at a place, under a code that none of the others has. */
export const checkpointAt = (
  { lng, lat }: LngLat,
  others: readonly Pick<Checkpoint, 'id'>[],
): Checkpoint => {
  const taken = new Set(others.map(({ id }) => id));
  let n = others.length + 1;
  while (taken.has(`C${n}`)) n += 1;
  return {
    ...{ id: `C${n}`, name: '', radiusM: RADIUS_M, minDwellS: 0 },
    position: { lng: round(lng), lat: round(lat) },
  };
};
