import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import type { Outcome } from '../../../server/contract/patrols/verdict.ts';
import type { Standing } from '../../theme/tokens.ts';

export const OUTCOMES: readonly Outcome[] = [
  'completed',
  'incomplete',
  'suspicious',
  'unverifiable',
];

/** Standing of one patrol; `pending` has ended and waits for its verdict. */
export const patrolStanding = (patrol: Patrol): Standing | 'pending' =>
  patrol.outcome ?? (patrol.endTime === null ? 'walking' : 'pending');

/** Patrols that started within [fromMs, toMs), newest first. */
export const patrolsWithin = (patrols: Iterable<Patrol>, fromMs: number, toMs: number): Patrol[] =>
  [...patrols]
    .filter(({ startTime }) => Date.parse(startTime) >= fromMs && Date.parse(startTime) < toMs)
    .sort((a, b) => Date.parse(b.startTime) - Date.parse(a.startTime));

/**
 * Standing of each grid over the patrols of its day (newest first): suspicious stays for the day, then
 * the latest verdict, then a patrol under way.
 */
export const gridStandings = (today: readonly Patrol[]): Map<number, Standing> => {
  const out = new Map<number, Standing>();
  for (const patrol of today) {
    const standing = patrolStanding(patrol);
    if (standing === 'pending') continue;
    const held = out.get(patrol.gridId);
    const wins = held === undefined || held === 'walking' || standing === 'suspicious';
    if (wins) out.set(patrol.gridId, standing);
  }
  return out;
};

export const countOutcomes = (patrols: Iterable<Patrol>): Record<Outcome, number> => {
  const out: Record<Outcome, number> = {
    completed: 0,
    incomplete: 0,
    suspicious: 0,
    unverifiable: 0,
  };
  for (const { outcome } of patrols) if (outcome) out[outcome] += 1;
  return out;
};
