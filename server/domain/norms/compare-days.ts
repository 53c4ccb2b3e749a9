import type { BackTest, DayChange } from '../../contract/norms/norm-test.ts';
import type { DayRow } from '../days/fold-grid-day.ts';

const nameOf = ({ officerId, gridId, day }: DayRow) => `${officerId} ${gridId} ${day}`;

type Head = DayChange['before'];

/** Reasons of the verdicts made again, by patrol. */
export type TriedReasons = ReadonlyMap<number, DayChange['patrols'][number]['reasons']>;

/**
 * What days would have come to under another norm: every day whose outcome or count of patrols done differs and why, with counts by who and
 * where.
 */
export function compareDays(
  before: readonly DayRow[],
  after: readonly DayRow[],
  tried: TriedReasons,
): BackTest {
  const then = new Map(before.map((row) => [nameOf(row), row]));
  const changes = after.flatMap((row): DayChange[] => {
    const was = then.get(nameOf(row));
    if (!was || saysTheSame(headOf(was), headOf(row))) return [];
    const { officerId, gridId, day } = row;
    const patrols = changedPatrols(was, row, tried);
    return [{ officerId, gridId, day, before: headOf(was), after: headOf(row), patrols }];
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

const headOf = ({ outcome, figures, verdict }: DayRow): Head => ({
  outcome,
  patrolsDone: figures.patrolsDone,
  patrolsRequired: figures.patrolsRequired,
  reasons: verdict.reasons.map(({ code }) => code),
});

const saysTheSame = (a: Head, b: Head) =>
  a.outcome === b.outcome &&
  a.patrolsDone === b.patrolsDone &&
  a.patrolsRequired === b.patrolsRequired;

function changedPatrols(before: DayRow, after: DayRow, tried: TriedReasons): DayChange['patrols'] {
  const then = new Map(before.verdict.patrols.map((patrol) => [patrol.patrolId, patrol]));
  return after.verdict.patrols.flatMap(({ patrolId, outcome, counts, why }) => {
    const was = then.get(patrolId);
    if (!was || (was.outcome === outcome && was.counts === counts)) return [];
    const reasons = was.outcome === outcome ? [] : (tried.get(patrolId) ?? []);
    return [{ patrolId, before: was.outcome, after: outcome, reasons, why }];
  });
}
