import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import type { Standing } from '../../theme/tokens.ts';

/** Standing of one patrol; `pending` has ended and waits for its verdict. */
export const patrolStanding = (patrol: Patrol): Standing | 'pending' =>
  patrol.outcome ?? (patrol.endTime === null ? 'walking' : 'pending');

/** Patrols that started at `fromMs` or later, newest first. */
export const patrolsSince = (patrols: Iterable<Patrol>, fromMs: number): Patrol[] =>
  [...patrols]
    .map((patrol) => ({ patrol, startMs: Date.parse(patrol.startTime) }))
    .filter(({ startMs }) => startMs >= fromMs)
    .sort((a, b) => b.startMs - a.startMs)
    .map(({ patrol }) => patrol);
