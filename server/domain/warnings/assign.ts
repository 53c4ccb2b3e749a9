import type { Episode } from './sighting.ts';

/** A warning on record, as far as it matters for what it stands for from now on. */
export interface Owner {
  id: number;
  /** A person acknowledged it, has it in hand or closed it. */
  touched: boolean;
}

export interface Assignment {
  /** The warning each episode carries on; null: a new one. In the order of the episodes. */
  carriers: (number | null)[];
  /** Warnings without an episode of their own, and the place in `episodes` of the one that took most of theirs; null: none did. */
  left: { id: number; into: number | null }[];
}

/**
 * Which warning each episode carries on. Late data can part an episode or join two: the part found last keeps the warning, and of several warnings
 * the one a person has touched stays, else the oldest.
 */
export function assignEpisodes(episodes: readonly Episode[], owners: readonly Owner[]): Assignment {
  const shares = episodes.map((episode) => {
    const share = new Map<number, number>();
    for (const { owner } of episode)
      if (owner !== null) share.set(owner, (share.get(owner) ?? 0) + 1);
    return share;
  });
  const ranked = [...owners].sort((a, b) => Number(b.touched) - Number(a.touched) || a.id - b.id);
  const free = new Set(ranked.map(({ id }) => id));
  const carriers: (number | null)[] = episodes.map(() => null);
  const latestFirst = episodes
    .map((episode, k) => ({ k, foundTo: episode.at(-1)!.at }))
    .sort((a, b) => b.foundTo - a.foundTo || a.k - b.k);
  for (const { k } of latestFirst) {
    const carrier = ranked.find(({ id }) => free.has(id) && shares[k]!.has(id));
    if (!carrier) continue;
    carriers[k] = carrier.id;
    free.delete(carrier.id);
  }
  const left = ranked
    .filter(({ id }) => free.has(id))
    .map(({ id }) => {
      const most = Math.max(0, ...shares.map((share) => share.get(id) ?? 0));
      const into = most === 0 ? null : shares.findIndex((share) => share.get(id) === most);
      return { id, into };
    });
  return { carriers, left };
}
