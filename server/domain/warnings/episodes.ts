import { createUnionFind } from '../analysis/clusters/union-find.ts';
import { type Episode, inOrder, type Sighting } from './sighting.ts';

export interface EpisodeRules {
  /** Whether two named places are one. */
  samePlace: (a: string, b: string) => boolean;
  /** Sightings farther apart in time are of different warnings, ms. */
  linkMs: number;
  /** When persons closed the warnings some sightings were counted to, by id: what came later is another warning. */
  closedAt: ReadonlyMap<number, number>;
  /** Take it as settled that sightings counted to one warning are of one warning: right where nothing was taken back. */
  settled: boolean;
}

/**
 * Sightings by the warning they are of: the connected components of "same category, same place, not long after each other". A function of the
 * set: the order in which sightings became known does not enter, since what links two of them is theirs alone.
 */
export function episodesOf(sightings: readonly Sighting[], rules: EpisodeRules): Episode[] {
  return components(sightings, rules).flatMap((episode) => splitAtClosings(episode, rules));
}

/** Stretches of sightings at one place without a long pause; two of them are linked where they are of one place and close in time. */
interface Stretch {
  category: string | null;
  place: string;
  fromMs: number;
  toMs: number;
  sightings: Sighting[];
}

function components(sightings: readonly Sighting[], rules: EpisodeRules): Episode[] {
  const { samePlace, linkMs } = rules;
  const stretches = stretchesOf(sightings, linkMs);
  const sets = createUnionFind(stretches.length);
  const ownedBy = new Map<number, number>();
  for (const [i, a] of stretches.entries()) {
    for (let j = 0; j < i; j++) {
      const b = stretches[j]!;
      const near = a.fromMs - b.toMs <= linkMs && b.fromMs - a.toMs <= linkMs;
      if (near && a.category === b.category && samePlace(a.place, b.place)) sets.union(i, j);
    }
    if (!rules.settled) continue;
    for (const { owner } of a.sightings)
      if (owner !== null) {
        sets.union(i, ownedBy.get(owner) ?? i);
        ownedBy.set(owner, i);
      }
  }
  const episodes = new Map<number, Sighting[]>();
  for (const [i, stretch] of stretches.entries()) {
    const root = sets.find(i);
    episodes.set(root, [...(episodes.get(root) ?? []), ...stretch.sightings]);
  }
  return [...episodes.values()].map((episode) => episode.sort(inOrder));
}

function stretchesOf(sightings: readonly Sighting[], linkMs: number): Stretch[] {
  const last = new Map<string, Stretch>();
  const stretches: Stretch[] = [];
  for (const sighting of [...sightings].sort(inOrder)) {
    const { category, place, at } = sighting;
    const key = JSON.stringify([category, place]);
    const stretch = last.get(key);
    if (stretch && at - stretch.toMs <= linkMs) {
      stretch.toMs = at;
      stretch.sightings.push(sighting);
    } else {
      const begun = { category, place, fromMs: at, toMs: at, sightings: [sighting] };
      last.set(key, begun);
      stretches.push(begun);
    }
  }
  return stretches;
}

function splitAtClosings(episode: Episode, rules: EpisodeRules): Episode[] {
  const cuts = [...new Set(episode.flatMap(({ owner }) => rules.closedAt.get(owner ?? 0) ?? []))];
  if (cuts.length === 0) return [episode];
  const eras = new Map<number, Sighting[]>();
  for (const sighting of episode) {
    const era = cuts.filter((cut) => cut < sighting.at).length;
    eras.set(era, [...(eras.get(era) ?? []), sighting]);
  }
  return eras.size === 1
    ? [episode]
    : [...eras.values()].flatMap((era) => components(era, { ...rules, settled: false }));
}
