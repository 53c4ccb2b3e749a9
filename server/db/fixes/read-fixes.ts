import { sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import type { BinaryColumn } from '../store/binary-columns.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { FIX_COLUMNS, TRACK_COLUMNS } from './columns.ts';
import { type FixColumns, fixesOf, type TrackColumns } from './stored-fix.ts';

/** Most fixes read at once unless told. */
const LIMIT = 1_000_000;

/** One handheld's stretch of time, inclusive, device time, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

/** The rows of stretches, joined by handheld and device time; the sessions name the partitions. */
async function readColumns<K extends string>(
  db: Db,
  stretches: readonly Stretch[],
  columns: Record<K, BinaryColumn>,
  limit: number,
): Promise<Record<K, Uint8Array> | null> {
  if (stretches.length === 0) return null;
  const first = iso(Math.min(...stretches.map(({ fromMs }) => fromMs)) - SESSION_MAX_MS);
  const last = iso(Math.max(...stretches.map(({ toMs }) => toMs)) + SESSION_MAX_MS);
  const chosen = Object.entries<BinaryColumn>(columns).map(
    ([name, column]) => sql`${sql.raw(column.sql)} as ${sql.ref(name)}`,
  );
  const { rows } = await prepared(
    db,
    sql<Record<K, Uint8Array | null>>`
    select ${sql.join(chosen)}
    from (
      select f.* from unnest(${stretches.map((s) => s.handheldId)}::int[],
        ${stretches.map((s) => iso(s.fromMs))}::timestamptz[],
        ${stretches.map((s) => iso(s.toMs))}::timestamptz[]) as s (handheld_id, first, last)
      join fixes f on f.handheld_id = s.handheld_id and f.device_time between s.first and s.last
        and f.session between ${first} and ${last}
      order by f.device_time, f.handheld_id, f.session, f.seq
      limit ${limit}
    ) ordered`,
  );
  const [row] = rows;
  return row && Object.values(row).every((column) => column !== null)
    ? (row as Record<K, Uint8Array>)
    : null;
}

export const readFixColumns = (
  db: Db,
  stretches: readonly Stretch[],
  limit = LIMIT,
): Promise<FixColumns> => readColumns(db, stretches, FIX_COLUMNS, limit);

/** Fixes of several stretches, marked ones included, ordered by device time, then identity. At most `limit`. */
export async function readFixes(
  db: Db,
  stretches: readonly Stretch[],
  limit?: number,
): Promise<Fix[]> {
  return fixesOf(await readFixColumns(db, stretches, limit));
}

/** The same fixes by place and time alone, for comparing: nothing else of them is told. */
export const readTrackColumns = (
  db: Db,
  stretches: readonly Stretch[],
): Promise<TrackColumns | null> => readColumns(db, stretches, TRACK_COLUMNS, LIMIT);
