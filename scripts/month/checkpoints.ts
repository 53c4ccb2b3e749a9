import type { Checkpoint } from '../../server/contract/norms/norm.ts';
import { placeOf } from '../simulator/world/place.ts';
import { lngLatOf } from '../simulator/world/plane.ts';
import type { World } from '../simulator/world/world.ts';

/** One grid in so many has places that must be visited; the presets name none. */
const ONE_GRID_IN = 10;
/** Where along the list of a grid's street corners they are, and how long to stay: one is met in passing, one not always. */
const PLACES = [
  { share: 0.35, minDwellS: 0 },
  { share: 0.7, minDwellS: 120 },
];
/** Patrols that are to visit each within any 7 days: with two a day, only now and then missed. */
export const VISITS_PER_WEEK = 12;

/** Places that must be visited, by code of the grid. */
export function checkpointsOf({ areas, ground }: World): Map<string, Checkpoint[]> {
  const grids = areas.filter(({ level }) => level === 'grid');
  return new Map(
    grids
      .filter((_, k) => k % ONE_GRID_IN === 0)
      .map((grid) => {
        const { plane, nodes } = placeOf(ground, grid).streets;
        const checkpoints = PLACES.map(({ share, minDwellS }, k) => {
          const { x, y } = nodes[Math.floor(share * nodes.length)]!;
          const position = lngLatOf(plane, x, y);
          return { id: `P${k + 1}`, name: `P${k + 1}`, position, radiusM: 30, minDwellS };
        });
        return [grid.code, checkpoints];
      }),
  );
}
