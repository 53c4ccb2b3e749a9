import { countOutcomes } from '../../server/contract/patrols/day-standings.ts';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import { formatAt } from '../format.ts';

export interface DayCount {
  /** Local day, YYYY-MM-DD. */
  day: string;
  counts: Record<Outcome, number>;
}

/** Outcomes of patrols by the local day they started on, for every day given. */
export const countByDay = (
  patrols: readonly Patrol[],
  days: readonly string[],
  timeZone: string,
): DayCount[] => {
  const byDay = new Map<string, Patrol[]>();
  for (const patrol of patrols) {
    const day = formatAt(patrol.startTime, timeZone, 'YYYY-MM-DD');
    byDay.set(day, [...(byDay.get(day) ?? []), patrol]);
  }
  return days.map((day) => ({ day, counts: countOutcomes(byDay.get(day) ?? []) }));
};
