import { type RawBuilder, sql } from 'kysely';
import { LEVELS } from '../../contract/areas/area.ts';

const UPWARDS = sql.join(LEVELS.toReversed().map((level) => sql.lit(level)));

/** Orders areas by a column of their level, as written in a statement, grids first. */
export const lowestFirst = (column: string): RawBuilder<number> =>
  sql<number>`array_position(array[${UPWARDS}], ${sql.raw(column)})`;
