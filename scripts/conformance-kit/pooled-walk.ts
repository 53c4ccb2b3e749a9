import type { Fix } from '../../server/domain/entrance/fix.ts';
import { createRandom, type Random } from '../simulator/random.ts';
import { type Ask, ordinary } from '../simulator/walk/behaviour/behaviour.ts';
import type { GridPlace } from '../simulator/world/place.ts';
import { movedWalk } from './moved-walk.ts';

/** Ordinary walks kept of every place, longer than any patrol of the kit, seconds, and coarsely sampled: they are only compared with. */
const WALKS = 4;
const SECONDS = 8200;
const INTERVAL_S = 15;

const kept = new WeakMap<GridPlace, Fix[][]>();

/** One of the few ordinary walks kept of a place, as if it had been walked when and by whom it is asked for. */
export function pooledWalk({ place, startMs, seconds, handheldId }: Ask, random: Random): Fix[] {
  const walks = kept.get(place) ?? drawWalks(place);
  kept.set(place, walks);
  const walk = random.pick(walks).filter(({ t }) => t < seconds * 1000);
  return movedWalk(walk, startMs).map((fix) => ({ ...fix, handheldId }));
}

const drawWalks = (place: GridPlace): Fix[][] =>
  Array.from({ length: WALKS }, (_, k) => {
    const random = createRandom(`pool/${place.code}/${k}`);
    const asked = { place, random, startMs: 0, handheldId: 0, withCompany: false };
    return ordinary({ ...asked, seconds: SECONDS, intervalS: INTERVAL_S }, random);
  });
