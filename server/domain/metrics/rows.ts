import type { Folded } from './fold-groups.ts';
import { NOTHING } from './totals.ts';

/** Rows by period, then unit. */
export const inOrder = (rows: Folded[]): Folded[] =>
  rows.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.unitId - b.unitId));

/** The row of who has nothing on record in a period. */
export const nothingOf = (from: string, unitId: number): Folded => ({
  ...{ from, unitId, changed: 0, norms: [], totals: NOTHING },
  ...{ gridId: null, category: null, post: null },
});
