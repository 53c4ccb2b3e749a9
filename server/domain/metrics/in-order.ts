/** Rows by period, then unit. */
export const inOrder = <T extends { from: string; unitId: number }>(rows: T[]): T[] =>
  rows.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.unitId - b.unitId));
