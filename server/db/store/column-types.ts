import type { ColumnType } from 'kysely';

/** A timestamptz: read as a Date, written as one or as ISO 8601 text. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type MomentOrNull = ColumnType<Date | null, Date | string | null, Date | string | null>;
/** Geometry is written and read through PostGIS functions only. */
export type Geometry = ColumnType<never, never, never>;

/** From and until when a row holds. */
export interface Validity {
  valid_from: Moment;
  valid_to: MomentOrNull;
}
