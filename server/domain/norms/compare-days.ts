import type { BackTest, DayChange } from '../../contract/norms/norm-test.ts';
import type { DayRow } from '../days/fold-grid-day.ts';
import { wilson } from '../wilson.ts';

const nameOf = ({ officerId, gridId, day }: DayRow) => `${officerId} ${gridId} ${day}`;

type Head = DayChange['before'];

/** Reasons of the verdicts made again, by patrol. */
export type TriedReasons = ReadonlyMap<number, DayChange['patrols'][number]['reasons']>;

/**
 * What days would have come to under another norm: every day whose outcome or count of patrols done differs and why, with counts by who and
 * where. `drawn`: grid days they are of, and of how many these were drawn.
 */
export function compareDays(
  before: readonly DayRow[],
  after: readonly DayRow[],
  tried: TriedReasons,
  drawn: BackTest['drawn'],
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
    drawn,
    share: shareOf(changes.length, after.length, drawn),
    days: after.length,
    changedDays: changes.length,
    officers: new Set(changes.map(({ officerId }) => officerId)).size,
    grids: new Set(changes.map(({ gridId }) => gridId)).size,
    outcomes: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
    changes,
  };
}

/** The share of changed days, and where that in all days lies, of which these were drawn. */
export function shareOf(changed: number, days: number, { gridDays, of }: BackTest['drawn']) {
  const { share, low, high } = wilson(changed, days);
  return gridDays === of ? { share, low: share, high: share } : { share, low, high };
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
