import { METRES_PER_DEGREE } from '../../../server/contract/units.ts';
import type { Spot } from './spots.ts';

/** Hot spots that came, went and stayed between two runs of a study. */
export interface Changes {
  came: Spot[];
  went: Spot[];
  stayed: { before: Spot; now: Spot }[];
}

const apartM = (a: Spot, b: Spot): number =>
  METRES_PER_DEGREE *
  Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat);

/** Spots are the same place where they reach each other; each is matched once, the nearest first. */
export const changesBetween = (before: readonly Spot[], now: readonly Spot[]): Changes => {
  const pairs = before
    .flatMap((a) => now.map((b) => ({ before: a, now: b, apart: apartM(a, b) })))
    .filter(({ apart, before: a, now: b }) => apart <= a.reachM + b.reachM)
    .sort((a, b) => a.apart - b.apart);
  const matched = new Set<Spot>();
  const stayed = pairs.filter((pair) => {
    if (matched.has(pair.before) || matched.has(pair.now)) return false;
    matched.add(pair.before).add(pair.now);
    return true;
  });
  return {
    came: now.filter((spot) => !matched.has(spot)),
    went: before.filter((spot) => !matched.has(spot)),
    stayed: stayed.map(({ before: a, now: b }) => ({ before: a, now: b })),
  };
};
