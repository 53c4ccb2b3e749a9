import type { ScoreRow } from '../../contract/scoring/scores.ts';
import type { SchemeTrial } from '../../contract/scoring/trials.ts';

type Tried = SchemeTrial['rows'][number];

const standingOf = (row: ScoreRow | undefined): Tried['before'] =>
  row ? { total: row.total, rank: row.rank, stars: row.stars, last: row.last } : null;

/** Scores of a period by two versions, subject by subject: those that differ first, then by the rank they would have. */
export function compareScores(
  before: readonly ScoreRow[],
  after: readonly ScoreRow[],
): Pick<SchemeTrial, 'changed' | 'rows'> {
  const held = new Map(before.map((row) => [row.id, row]));
  const rows = after.map((row) => {
    const pair = { before: standingOf(held.get(row.id)), after: standingOf(row) };
    const differs = JSON.stringify(pair.before) !== JSON.stringify(pair.after);
    return { id: row.id, name: row.name, ...pair, differs };
  });
  rows.sort((a, b) => Number(b.differs) - Number(a.differs));
  return {
    changed: rows.filter(({ differs }) => differs).length,
    rows: rows.map(({ differs: _, ...row }) => row),
  };
}
