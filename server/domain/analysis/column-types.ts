import type { TSchema } from 'typebox';
import type { ColumnType } from '../../contract/ogc/columns.ts';

/** What a column of a table is; a day is a local one. */
export type TableType = ColumnType | 'day';

interface Told {
  anyOf?: readonly Told[];
  type?: string;
  format?: string;
}

/** Types of the columns of rows that a schema describes; of a value or null, that of the value. What is neither number nor time is text. */
export const columnTypesOf = (
  properties: Readonly<Record<string, TSchema>>,
): Record<string, TableType> =>
  Object.fromEntries(Object.entries(properties).map(([name, told]) => [name, typeOf(told)]));

function typeOf({ anyOf, format, type }: Told): TableType {
  if (anyOf) return typeOf(anyOf.find((one) => one.type !== 'null') ?? {});
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  return format === 'date' ? 'day' : format === 'date-time' ? 'moment' : 'text';
}

/** Units whose figures are whole numbers. */
const WHOLE = new Set(['count', 'days', 'm']);

/** Types of figures, each by its unit. */
export const figureTypesOf = (
  definitions: readonly { id: string; unit: string }[],
): Record<string, TableType> =>
  Object.fromEntries(
    definitions.map(({ id, unit }) => [id, WHOLE.has(unit) ? 'integer' : 'number']),
  );
