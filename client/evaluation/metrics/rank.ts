import type { MetricRow } from '../../../server/contract/metrics/metrics.ts';
import type { Sort } from '../question.ts';

export type RankedRow = MetricRow & { rank: number | null };

/** Rows by a metric, equal figures on the same rank and the next ones left free; rows without a figure last, unranked. */
export const rankRows = (rows: readonly MetricRow[], { id, order }: Sort): RankedRow[] => {
  const sign = order === 'descend' ? -1 : 1;
  const figureOf = (row: MetricRow) => row.metrics[id] ?? null;
  const sorted = [...rows].sort((a, b) => {
    const [x, y] = [figureOf(a), figureOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y) || (a.code < b.code ? -1 : 1);
  });
  let rank = 0;
  return sorted.map((row, i) => {
    const value = figureOf(row);
    if (value === null) return { ...row, rank: null };
    if (i === 0 || figureOf(sorted[i - 1]!) !== value) rank = i + 1;
    return { ...row, rank };
  });
};
