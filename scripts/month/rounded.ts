import { type RawBuilder, sql } from 'kysely';

/** A number rounded half up at so many places, in double precision. */
export const rounded = (value: RawBuilder<unknown>, places: number): RawBuilder<unknown> =>
  sql`(floor((${value})::float8 * ${sql.lit(10 ** places)} + 0.5) / ${sql.lit(10 ** places)})`;

/** A share at four places; null of nothing. Both as columns or sums. */
export const share = (part: string, whole: string): RawBuilder<unknown> =>
  rounded(sql.raw(`(${part})::float8 / nullif(${whole}, 0)::float8`), 4);
