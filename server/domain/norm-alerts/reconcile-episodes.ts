import type { NormAlert } from '../../contract/console/console.ts';
import type { Episode } from './episode.ts';

/** An episode on record. */
export interface KeptEpisode extends Episode {
  id: number;
  withdrawn: boolean;
}

/** What is to be written: an episode that is new (`id` null), or is other than the record has it. */
export type EpisodeChange = Episode & { id: number | null; withdrawn: boolean };

const overlap = (a: Episode, b: Episode) =>
  a.sinceMs <= (b.untilMs ?? Number.POSITIVE_INFINITY) &&
  b.sinceMs <= (a.untilMs ?? Number.POSITIVE_INFINITY);

const sameAs = (a: Episode, b: Episode) =>
  a.kind === b.kind && a.patrolId === b.patrolId && overlap(a, b);

/** Kinds that ask for something to be done at once: learnt when they are over, there is nothing left to do. */
const ONLY_STANDING: readonly Episode['kind'][] = ['late-start', 'will-not-make-it'];

/**
 * Holds what is known now against the record of one officer. An episode raised before keeps its identity and is moved, ended or begun
 * again; one that later data contradict is withdrawn, never deleted; one whose data are forgotten (it began before what is
 * known of its kind, `knownSince`) is left as it is, or ends. Off duty (`derived` null) what stands ends now. Doing it again changes nothing.
 */
export function reconcileEpisodes(
  derived: readonly Episode[] | null,
  kept: readonly KeptEpisode[],
  { nowMs, knownSince }: { nowMs: number; knownSince: (kind: NormAlert) => number },
): EpisodeChange[] {
  if (derived === null)
    return kept
      .filter(({ untilMs, withdrawn }) => untilMs === null && !withdrawn)
      .map((episode) => ({ ...episode, untilMs: Math.max(nowMs, episode.sinceMs) }));
  const used = new Set<number>();
  const changes: EpisodeChange[] = [];
  for (const episode of derived) {
    const same = kept
      .filter((one) => !used.has(one.id) && sameAs(one, episode))
      .sort(
        (a, b) =>
          Number(b.sinceMs === episode.sinceMs) - Number(a.sinceMs === episode.sinceMs) ||
          a.sinceMs - b.sinceMs ||
          a.id - b.id,
      )[0];
    if (!same) {
      if (episode.untilMs === null || !ONLY_STANDING.includes(episode.kind))
        changes.push({ ...episode, id: null, withdrawn: false });
      continue;
    }
    used.add(same.id);
    // A track forgotten in part shows a later beginning than there was.
    const isForgotten = same.sinceMs < knownSince(same.kind);
    const sinceMs = isForgotten ? Math.min(same.sinceMs, episode.sinceMs) : episode.sinceMs;
    const moved = { ...same, sinceMs, untilMs: episode.untilMs, withdrawn: false };
    if (
      moved.sinceMs !== same.sinceMs ||
      moved.untilMs !== same.untilMs ||
      moved.withdrawn !== same.withdrawn
    )
      changes.push({
        ...moved,
        dueMs: moved.sinceMs === same.sinceMs ? same.dueMs : episode.dueMs,
      });
  }
  for (const one of kept)
    if (!used.has(one.id) && !one.withdrawn && one.sinceMs >= knownSince(one.kind))
      changes.push({ ...one, withdrawn: true, untilMs: one.untilMs ?? nowMs });
    else if (!used.has(one.id) && !one.withdrawn && one.untilMs === null)
      changes.push({ ...one, untilMs: nowMs });
  return changes;
}
