import type { BackTest, DayChange } from '../../contract/norms/norm-test.ts';
import type { DayRow } from '../days/fold-grid-day.ts';

const nameOf = ({ officerId, gridId, day }: DayRow) => `${officerId} ${gridId} ${day}`;

/** What days would have come to under another norm: every day whose outcome or count of patrols done differs, with counts by who and where. */
export function compareDays(before: readonly DayRow[], after: readonly DayRow[]): BackTest {
  const then = new Map(before.map((row) => [nameOf(row), row]));
  const changes = after.flatMap((row): DayChange[] => {
    const was = then.get(nameOf(row));
    const head = (of: DayRow) => ({
      outcome: of.outcome,
      patrolsDone: of.figures.patrolsDone,
      patrolsRequired: of.figures.patrolsRequired,
    });
    if (!was || JSON.stringify(head(was)) === JSON.stringify(head(row))) return [];
    const { officerId, gridId, day } = row;
    return [{ officerId, gridId, day, before: head(was), after: head(row) }];
  });
  const counts: Record<string, number> = {};
  for (const { before: was, after: is } of changes) {
    const kind = `${was.outcome} -> ${is.outcome}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    days: after.length,
    changedDays: changes.length,
    officers: new Set(changes.map(({ officerId }) => officerId)).size,
    grids: new Set(changes.map(({ gridId }) => gridId)).size,
    outcomes: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
    changes,
  };
}
