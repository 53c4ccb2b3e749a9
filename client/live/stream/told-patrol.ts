import type { Patrol } from '../../../server/contract/patrols/patrol.ts';

const standing = ({ contested, decision, endTime, outcome, verdictVersion }: Patrol): string =>
  JSON.stringify([contested, decision, endTime, outcome, verdictVersion]);

/** Whether what the stream told of a patrol is newer than what was fetched. */
export const isNews = (told: Patrol, fetched: Patrol): boolean =>
  (told.verdictVersion ?? 0) >= (fetched.verdictVersion ?? 0) &&
  standing(told) !== standing(fetched);

/** Patrols as fetched, each as the stream told it since where that is newer. */
export const asTold = (fetched: readonly Patrol[], told: ReadonlyMap<number, Patrol>): Patrol[] =>
  fetched.map((patrol) => {
    const now = told.get(patrol.id);
    return now && isNews(now, patrol) ? now : patrol;
  });
