import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';

const BEFORE_MS = 10 * MINUTE_MS;
const AFTER_MS = 10 * MINUTE_MS;
/** Of one who was seen at the place and has not reported yet. */
const THERE_MS = 20 * MINUTE_MS;
const LONGEST_MS = 12 * HOUR_MS;

/**
 * When whoever handles a case may have been about it: from the call to the report that it is done, else to twenty minutes after being seen
 * at the place, else to now; ten minutes more at each side, at most twelve hours.
 */
export const handlingOf = (
  { arrival, case: one, facts }: Pick<CaseDetail, 'arrival' | 'case' | 'facts'>,
  nowMs: number,
): { officerId: number; from: string; to: string } | null => {
  const { officerId } = one;
  if (officerId === null) return null;
  const last = (step: 'dispatch' | 'take' | 'handle') =>
    facts.findLast((fact) => fact.step === step && fact.idle === null);
  const sent = last('dispatch') ?? last('take');
  const fromMs = Date.parse(sent?.at ?? one.openedAt) - BEFORE_MS;
  const handled = last('handle');
  const ends = [
    handled && Date.parse(handled.at),
    arrival?.seenAt && Date.parse(arrival.seenAt) + THERE_MS,
  ];
  const endMs = ends.find((end) => typeof end === 'number' && end > fromMs) || nowMs;
  return {
    officerId,
    from: new Date(fromMs).toISOString(),
    to: new Date(Math.min(endMs + AFTER_MS, fromMs + LONGEST_MS)).toISOString(),
  };
};
