import { WARNING_LEVELS, type WarningLevel } from '../../contract/warnings/warning.ts';
import type { Sighting } from './sighting.ts';

/** A warning a person closed: what is found there afterwards at no higher level is known already. */
export interface Closing {
  id: number;
  category: string | null;
  place: string;
  level: WarningLevel;
  at: number;
}

export const rankOf = (level: WarningLevel): number => WARNING_LEVELS.indexOf(level);

/** Sightings without those a closing keeps quiet: of its place, no higher, within `quietMs`, and before anything higher is found there. */
export function withoutQuiet(
  sightings: readonly Sighting[],
  closings: readonly Closing[],
  rules: { samePlace: (a: string, b: string) => boolean; quietMs: number },
): Sighting[] {
  const quiet = new Set<Sighting>();
  for (const closing of closings) {
    const after = sightings.filter(
      ({ at, category, place }) =>
        at > closing.at &&
        at <= closing.at + rules.quietMs &&
        category === closing.category &&
        rules.samePlace(place, closing.place),
    );
    const higher = after.filter(({ level }) => rankOf(level) > rankOf(closing.level));
    const until = Math.min(...higher.map(({ at }) => at));
    for (const sighting of after) if (sighting.at < until) quiet.add(sighting);
  }
  return sightings.filter((sighting) => !quiet.has(sighting));
}
