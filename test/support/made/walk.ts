import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { Datum } from '../../../server/contract/areas/geo.ts';
import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import { cornerOf, SIDE_DEG } from './world.ts';

export interface WalkOptions {
  /** Device time of the first fix, Unix ms. */
  from: number;
  count: number;
  grid?: string;
  stepS?: number;
  firstSeq?: number;
  datum?: Datum;
}

const LANES = 8;

/**
 * Fixes of someone who walks a grid lane by lane, in the handheld's own datum; after the last lane it starts over. No
 * two of them are in the same place.
 */
export function walk(options: WalkOptions): WireFix[] {
  const { from, count, grid = 'G1', stepS = 5, firstSeq = 0, datum = 'wgs84' } = options;
  const corner = cornerOf(grid);
  return Array.from({ length: count }, (_, k) => {
    const perLane = 60;
    const lane = Math.floor(k / perLane) % LANES;
    const along = ((k % perLane) + 0.5) / perLane;
    const wobble = ((k * 37) % 101) * 1e-8;
    const { lng, lat } = fromWgs84(
      {
        lng: corner.lng + SIDE_DEG * (lane % 2 ? 1 - along : along) + wobble,
        lat: corner.lat + (SIDE_DEG * (lane + 0.5)) / LANES + wobble,
      },
      datum,
    );
    return { seq: firstSeq + k, t: from + k * stepS * 1000, lng, lat, accuracyM: 6 + (k % 5) };
  });
}
