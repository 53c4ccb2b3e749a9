import type { ScoreRow } from '../../contract/scoring/scores.ts';

/**
 * Who has had no star in `least` or more successive periods up to the last of these rows, by id. Rows of a subject come by period. A period
 * without a rank says nothing: it neither counts nor ends the run. What follows from it is for people to decide.
 */
export function withoutStar(
  rows: readonly Pick<ScoreRow, 'id' | 'stars'>[],
  least: number,
): ReadonlySet<number> {
  const run = new Map<number, number>();
  for (const { id, stars } of rows)
    if (stars !== null) run.set(id, stars === 0 ? (run.get(id) ?? 0) + 1 : 0);
  return new Set([...run].filter(([, periods]) => periods >= least).map(([id]) => id));
}
