import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../contract/ogc/columns.ts';

/** The store's type of each type of column. */
export const SQL_TYPES: Record<ColumnType, string> = {
  integer: 'bigint',
  number: 'float8',
  text: 'text',
  boolean: 'boolean',
  moment: 'timestamptz',
  moments: 'jsonb',
  numbers: 'jsonb',
};

/** A value as one of a column's type; handed over as text, so that both stores read it alike. */
export const typed = (value: string, type: ColumnType): RawBuilder<unknown> =>
  sql`${value}::text::${sql.raw(SQL_TYPES[type])}`;
