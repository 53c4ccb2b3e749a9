import type { ScoringRules } from '../../contract/scoring/rules.ts';
import type { HonourLack, ScoreRow } from '../../contract/scoring/scores.ts';
import { countAgainst } from './incident-records.ts';
import type { Facts } from './score-subject.ts';

/** Whether a subject is on the honour list, and all that keeps it off; `total` null: it has no rank. */
export function honourOf(
  rules: NonNullable<ScoringRules['honour']>,
  { metrics, records }: Pick<Facts, 'metrics' | 'records'>,
  total: number | null,
): NonNullable<ScoreRow['honour']> {
  const matters = countAgainst(records, rules);
  const kept: [HonourLack, boolean][] = [
    ['rank', total === null],
    ['patrol', (metrics.patrolsDone ?? 0) === 0],
    ['matters', matters > 0],
    ['total', total !== null && total < (rules.minTotal ?? 0)],
  ];
  const lacks = kept.flatMap(([lack, holds]) => (holds ? [lack] : []));
  return { qualifies: lacks.length === 0, matters, lacks };
}
