import { useEffect } from 'react';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { useLive } from '../live/stream/store.ts';
import { isNews } from '../live/stream/told-patrol.ts';

/**
 * Looks again at a patrol when the stream tells something new of it; and, where it is not judged yet, once the stream runs: a verdict that came
 * between the answer and its begin was told to nobody.
 */
export function useTold(evidence: Evidence | undefined, lookAgain: () => unknown): void {
  const patrol = evidence?.patrol;
  const told = useLive(({ world }) => patrol && world.patrols.get(patrol.id));
  const begun = useLive(({ world }) => world.snapshots);
  const waits = patrol?.outcome === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it fetches is no reason to fetch again.
  useEffect(() => {
    if (told && patrol && isNews(told, patrol)) lookAgain();
  }, [told]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise.
  useEffect(() => {
    if (waits && begun > 0) lookAgain();
  }, [waits, begun]);
}
