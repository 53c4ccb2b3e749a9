import { type RawBuilder, sql } from 'kysely';

/** A number rounded half up at so many places, in double precision. */
export const rounded = (value: RawBuilder<unknown>, places: number): RawBuilder<unknown> =>
  sql`(floor((${value})::float8 * ${sql.lit(10 ** places)} + 0.5) / ${sql.lit(10 ** places)})`;

/**
 * Points rounded half up as on paper: the cast keeps the 15 digits a double surely holds, so what is no half in binary alone is one
 * again.
 */
export const roundedPoints = (value: RawBuilder<unknown>, places = 2): RawBuilder<unknown> =>
  sql`round((${value})::float8::numeric, ${sql.lit(places)})::float8`;

/** A share at four places; null of nothing. Both as columns or sums. */
export const share = (part: string, whole: string): RawBuilder<unknown> =>
  rounded(sql.raw(`(${part})::float8 / nullif(${whole}, 0)::float8`), 4);
