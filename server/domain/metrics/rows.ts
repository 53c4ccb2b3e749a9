/** Rows by period, then unit. */
export const inOrder = <Row extends { from: string; unitId: number }>(rows: Row[]): Row[] =>
  rows.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.unitId - b.unitId));
