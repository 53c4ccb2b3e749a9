import type { MetricRow } from '../../contract/metrics.ts';
import { DEFINITIONS } from './definitions.ts';

/** Rows of metrics as columns: who and when, then every metric in the order of its definition. */
export function toColumns(rows: readonly MetricRow[]) {
  const column = <T>(pick: (row: MetricRow) => T) => rows.map(pick);
  return {
    columns: {
      id: column(({ id }) => id),
      code: column(({ code }) => code),
      from: column(({ from }) => from),
      to: column(({ to }) => to),
      whole: column(({ whole }) => whole),
      changed: column(({ changed }) => changed),
      ...Object.fromEntries(
        DEFINITIONS.map(({ id }) => [id, column(({ metrics }) => metrics[id] ?? null)]),
      ),
    },
  };
}
