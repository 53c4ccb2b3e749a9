import type { Fix } from '../../server/domain/entrance/fix.ts';
import { createRandom } from '../simulator/random.ts';
import { ordinary } from '../simulator/walk/behaviour/behaviour.ts';
import type { buildAreas } from '../simulator/world/areas.ts';
import { placeOf } from '../simulator/world/place.ts';
import { movedWalk } from './moved-walk.ts';

/** Colleagues out at once. */
const PEOPLE = 200;
/** They start within so many seconds before and after. */
const STARTS_S = [-1800, 3600] as const;
/** Handhelds of colleagues begin here, far from those of the patrol. */
const FIRST_HANDHELD = 1000;

const towns = new WeakMap<object, Fix[][]>();

/** Everybody's walk in a world about one moment, drawn once a world and moved to the moment, Unix ms. */
export function townAt(world: ReturnType<typeof buildAreas>, startMs: number): Fix[][] {
  const people = towns.get(world) ?? drawTown(world);
  towns.set(world, people);
  return people.map((fixes) => movedWalk(fixes, startMs));
}

function drawTown({ areas, ground }: ReturnType<typeof buildAreas>): Fix[][] {
  const grids = areas.filter(({ level }) => level === 'grid');
  return Array.from({ length: PEOPLE }, (_, k) => {
    const random = createRandom(`town/${k}`);
    const place = placeOf(ground, grids[k % grids.length]!);
    const startMs = random.integer(...STARTS_S) * 1000;
    const asked = { place, random, startMs, seconds: 7800, intervalS: 15, withCompany: false };
    return ordinary({ ...asked, handheldId: FIRST_HANDHELD + k }, random.fork('walk'));
  });
}
