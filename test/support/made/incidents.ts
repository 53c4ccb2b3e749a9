import { createRandom } from '../../../scripts/simulator/random.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type {
  IncidentCategoryInput,
  IncidentInput,
} from '../../../server/contract/people/provision.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { cornerOf, SIDE_DEG } from './world.ts';

export const CATEGORIES: readonly IncidentCategoryInput[] = [
  { code: 'fire', nameZh: '消防', nameEn: 'Fire', points: 3 },
  { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
  { code: 'noise-night', parent: 'noise', nameZh: '夜间', nameEn: 'By night', points: 1 },
];

/** A place in a grid, from its south-west corner (0, 0) to its north-east (1, 1). */
export function placeIn(grid: string, u: number, v: number): LngLat {
  const { lng, lat } = cornerOf(grid);
  return { lng: lng + u * SIDE_DEG, lat: lat + v * SIDE_DEG };
}

/** A minor one of noise a resident reported, unless told otherwise. */
export const incidentAt = (
  id: string,
  t: number,
  position: LngLat,
  more: Partial<IncidentInput> = {},
): IncidentInput => ({
  id,
  category: 'noise',
  severity: 'minor',
  foundBy: 'reported',
  position,
  from: new Date(t).toISOString(),
  ...more,
});

/** Six a day all over the three grids in the days before a local midnight, for as long as a scan looks back: U0, U1, ... */
export function usualIncidents(midnightMs: number): IncidentInput[] {
  const random = createRandom('incidents of the risk job');
  return Array.from({ length: 6 * 240 }, (_, k) =>
    incidentAt(
      `U${k}`,
      midnightMs - Math.floor(k / 6) * DAY_MS - random.uniform(1, DAY_MS),
      placeIn(
        random.pick(['G1', 'G2', 'G3']),
        random.uniform(0.02, 0.98),
        random.uniform(0.02, 0.98),
      ),
      { category: random.pick(['noise', 'noise-night', 'fire']) },
    ),
  );
}
