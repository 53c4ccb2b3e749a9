import { sql } from 'kysely';

/** Unix ms as PostgreSQL reads a timestamptz. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** The UTC day of a moment, Unix ms, YYYY-MM-DD. */
export const utcDay = (ms: number): string => iso(ms).slice(0, 10);

/** A timestamptz column as Unix ms; the name is one of ours, never a caller's. */
export const unixMs = (column: string) => sql.raw(`round(date_part('epoch', ${column}) * 1000)`);

/** A timestamptz column as ISO 8601 text in UTC, to the millisecond; the name is one of ours, never a caller's. */
export const utc = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
