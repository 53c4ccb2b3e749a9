import { type MetricAnswer, MetricRow } from '../../contract/metrics/metrics.ts';
import { columnTypesOf, figureTypesOf } from '../analysis/column-types.ts';
import { DEFINITIONS } from './definitions.ts';

const TYPES = {
  ...columnTypesOf(MetricRow.properties),
  edition: 'integer' as const,
  ...figureTypesOf(DEFINITIONS),
};

/** Rows of metrics as columns: who and when and of which edition, then every metric, or those named, in the order of their definitions. */
export function toColumns(
  { rows, versions }: Pick<MetricAnswer, 'rows' | 'versions'>,
  ids?: readonly string[],
) {
  const column = <T>(pick: (row: MetricRow) => T) => rows.map(pick);
  return {
    types: TYPES,
    columns: {
      id: column(({ id }) => id),
      code: column(({ code }) => code),
      name: column(({ name }) => name),
      parent: column(({ parent }) => parent),
      parentName: column(({ parentName }) => parentName),
      category: column(({ category }) => category),
      post: column(({ post }) => post),
      from: column(({ from }) => from),
      to: column(({ to }) => to),
      whole: column(({ whole }) => whole),
      changed: column(({ changed }) => changed),
      edition: column(() => versions.edition),
      ...Object.fromEntries(
        DEFINITIONS.filter(({ id }) => ids === undefined || ids.includes(id)).map(({ id }) => [
          id,
          column(({ metrics }) => metrics[id] ?? null),
        ]),
      ),
    },
  };
}
