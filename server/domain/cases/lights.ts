import type { Card, Light } from '../../contract/cases/case.ts';
import type { Turns } from './deadlines.ts';

/** The light of a case at a moment, Unix ms: of what runs; of one that ended, whether anything of it was over. */
export function lightOf(
  { dueAt, late, yellowAt }: Pick<Turns, 'dueAt' | 'late' | 'yellowAt'>,
  ended: boolean,
  at: number,
): Light {
  if (ended) return late ? 'red' : 'green';
  if (dueAt !== null && at > dueAt) return 'red';
  return yellowAt !== null && at >= yellowAt ? 'yellow' : 'green';
}

/** The card of a case at a moment, Unix ms; the graver one counts. */
export function cardOf(
  { redCardAt, yellowCardAt }: Pick<Turns, 'redCardAt' | 'yellowCardAt'>,
  at: number,
): Card | null {
  if (redCardAt !== null && at > redCardAt) return 'red';
  return yellowCardAt !== null && at > yellowCardAt ? 'yellow' : null;
}
