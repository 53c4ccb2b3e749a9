import { type RawBuilder, sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import type { BinaryColumn } from '../store/binary-columns.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { askAllFixes, type FixSpan, spanOf } from './cold/all-fixes.ts';
import { FIX_COLUMNS } from './columns.ts';
import { LIES_IN, type Stretch } from './lies-in.ts';
import { type FixColumns, fixesOf } from './stored-fix.ts';

/** How fixes of stretches are read. */
interface Reading<K extends string> {
  columns: Record<K, BinaryColumn>;
  time: keyof typeof LIES_IN;
  limit: number;
}

/** The fixes of stretches, be they rows or packed. */
async function readColumns<K extends string>(
  db: Db,
  stretches: readonly Stretch[],
  reading: Reading<K>,
): Promise<Record<K, Uint8Array> | null> {
  if (stretches.length === 0) return null;
  const span = spanOf(stretches);
  return askAllFixes(db, span, (from, fixes) =>
    readFrom(from, fixes, { ...reading, ...span, stretches }),
  );
}

/** Fixes of a relation, joined by handheld and time; the sessions name the partitions. */
async function readFrom<K extends string>(
  db: Db,
  fixes: RawBuilder<unknown>,
  reading: Reading<K> & FixSpan & { stretches: readonly Stretch[] },
): Promise<Record<K, Uint8Array> | null> {
  const { columns, limit, stretches, time } = reading;
  const first = iso(reading.fromMs - SESSION_MAX_MS);
  const last = iso(reading.toMs + SESSION_MAX_MS);
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
      join ${fixes} f on f.handheld_id = s.handheld_id and ${LIES_IN[time]}
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

/** Most fixes read at once unless told. */
const MOST = 1_000_000;

/**
 * Fixes of stretches of true time, as far as sendings tell it, beside those whose handheld said so: what a patrol is judged by.
 */
export const readFixColumns = (db: Db, stretches: readonly Stretch[]): Promise<FixColumns> =>
  readColumns(db, stretches, { columns: FIX_COLUMNS, time: 'either', limit: MOST });

/** Fixes of several stretches, marked ones included, ordered by device time, then identity. At most `limit`. */
export async function readFixes(
  db: Db,
  stretches: readonly Stretch[],
  limit = MOST,
): Promise<Fix[]> {
  return fixesOf(await readColumns(db, stretches, { columns: FIX_COLUMNS, time: 'own', limit }));
}
