import { CompiledQuery } from 'kysely';
import { COPIED, type CopiedColumn, copiedRows } from '../store/copy-in.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { COLUMNS, type FixRow } from './columns.ts';
import { byIdentity, insertFixes } from './insert-fixes.ts';
import { reopenTouched } from './reopen.ts';

/** Fewer rows are stored as fast by one statement as by a COPY in a transaction. */
export const COPY_MIN = 200;

const { lng: _, lat: __, ...plain } = COLUMNS;
const COPIED_COLUMNS: CopiedColumn<FixRow>[] = [
  ...Object.values(plain).map((column) => ({
    name: column.name,
    type: 'kind' in column ? COPIED[column.kind] : COPIED.bigint,
    pick: column.write,
  })),
  // Both are stored as one point.
  { name: 'position', type: COPIED.point, pick: (fix) => fix },
];
const COPY = `copy fixes (${COPIED_COLUMNS.map(({ name }) => name).join(', ')}) from stdin (format binary)`;

const UNIQUE_VIOLATION = '23505';

/** Stores fixes as `insertFixes` does, of which none should be there yet: by COPY, and by the statement where one is there all the same. */
export async function copyFixes(
  db: Db,
  rows: readonly FixRow[],
  dueAt: number,
): Promise<boolean[]> {
  const bytes = copiedRows([...rows].sort(byIdentity), COPIED_COLUMNS);
  try {
    await inTransaction(db, async (trx) => {
      await trx.executeQuery(CompiledQuery.raw(COPY, [bytes]));
      await reopenTouched(trx, rows, dueAt);
    });
    return rows.map(() => true);
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    return insertFixes(db, rows, dueAt);
  }
}

/** Handhelds whose latest session is remembered. */
const REMEMBERED = 100_000;

/**
 * Stores fixes by the way that is cheapest for what they likely are: numbered above all that this server stored of their session they are new
 * and copied, the others go by the statement that asks. Whether a guess was right matters to the time alone.
 */
export function createFixInsert(): typeof insertFixes {
  const newest = new Map<number, { session: number; seq: number }>();

  function isLikelyNew({ handheldId, session, seq }: FixRow): boolean {
    const known = newest.get(handheldId);
    if (known?.session === session && seq <= known.seq) return false;
    if (newest.size >= REMEMBERED && !known) newest.clear();
    newest.set(handheldId, { session, seq });
    return true;
  }

  return async (db, rows, dueAt) => {
    const isFresh = rows.map(isLikelyNew);
    const fresh = rows.filter((_, i) => isFresh[i]);
    if (fresh.length < COPY_MIN) return insertFixes(db, rows, dueAt);
    // One after the other: of two of one name the first is new.
    const copied = await copyFixes(db, fresh, dueAt);
    if (fresh.length === rows.length) return copied;
    const others = await insertFixes(
      db,
      rows.filter((_, i) => !isFresh[i]),
      dueAt,
    );
    const [ofFresh, ofOthers] = [copied.values(), others.values()];
    return isFresh.map((is) => (is ? ofFresh : ofOthers).next().value!);
  };
}
