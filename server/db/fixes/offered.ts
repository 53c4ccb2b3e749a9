import { type RawBuilder, sql } from 'kysely';
import { COLUMNS, type FixRow, type Handed, type WrittenColumn } from './columns.ts';

const WRITTEN = Object.values<WrittenColumn>(COLUMNS);
const HANDED = sql.raw(WRITTEN.map(({ handed }) => handed.name).join(', '));
/** The columns' values, made of what is handed over. */
const OFFERED = sql.raw(
  WRITTEN.map(({ name, made }) => (made ? `${made} as ${name}` : name)).join(', '),
);
/** Longitude and latitude are stored as one point. */
const point = (lng: string) =>
  sql.raw(
    WRITTEN.filter(({ name }) => name !== 'lat')
      .map(({ name }) => (name === 'lng' ? lng : name))
      .join(', '),
  );

/** The columns of `fixes`, and what they are of fixes that are offered. */
export const [STORED, VALUES] = [point('position'), point('ST_Point(lng, lat, 4326)')];

/** Fixes that are handed over as a query: an array literal a column, in the order of COLUMNS. */
export const offered = (arrays: readonly string[]): RawBuilder<unknown> =>
  sql`select ${OFFERED} from unnest(${sql.join(
    WRITTEN.map(({ handed }, k) => sql`${arrays[k]}::${sql.raw(handed.type)}[]`),
  )}) as o (${HANDED})`;

/** Rows as `offered` takes them. */
export const arraysOf = (rows: readonly FixRow[]): string[] =>
  WRITTEN.map(({ write }) => arrayOf(rows, write));

/** PostgreSQL's array literal; written here because drivers escape element by element. */
function arrayOf<Row>(rows: Iterable<Row>, pick: (row: Row) => Handed): string {
  let text = '{';
  for (const row of rows) text += `${text === '{' ? '' : ','}${pick(row) ?? 'null'}`;
  return `${text}}`;
}
