import { type RawBuilder, sql } from 'kysely';
import { COLUMNS, type WrittenColumn } from './columns.ts';
import { type FixFigures, NAMES } from './figures.ts';

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

/**
 * Fixes that are handed over as a query of the columns of `fixes`, longitude and latitude in place of the position: an array literal a column, in
 * the order of COLUMNS. Cells are null where they are not asked for.
 */
export const offered = (fixes: readonly FixFigures[], cells = true): RawBuilder<unknown> =>
  sql`select ${OFFERED} from unnest(${sql.join(
    NAMES.map((name, k) => {
      const isAsked = cells || name !== 'cell';
      return sql`${isAsked ? literalOf(fixes, name) : '{}'}::${sql.raw(WRITTEN[k]!.handed.type)}[]`;
    }),
  )}) as o (${HANDED})`;

/** An array that ends before others is nulls from there: one of nulls alone is left empty. */
function literalOf(fixes: readonly FixFigures[], name: keyof FixFigures): string {
  const isTold = fixes.some((part) => Array.prototype.some.call(part[name], isKnown));
  const { literal }: WrittenColumn = COLUMNS[name];
  return isTold ? `{${fixes.map((part) => valuesOf(part[name], literal)).join(',')}}` : '{}';
}

/** Numbers as PostgreSQL's array literal, NaN as null; written here because drivers escape element by element. */
export const arrayOf = (values: ArrayLike<number>): string => `{${valuesOf(values)}}`;

const isKnown = (value: number) => !Number.isNaN(value);

const valuesOf = (values: ArrayLike<number>, literal?: (value: number) => string): string =>
  !literal && Array.prototype.every.call(values, isKnown)
    ? Array.prototype.join.call(values, ',')
    : Array.from(values, (value) => (isKnown(value) ? (literal?.(value) ?? value) : 'null')).join(
        ',',
      );
