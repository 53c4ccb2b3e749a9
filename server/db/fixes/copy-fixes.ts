import { CompiledQuery } from 'kysely';
import { COPIED, copiedRows } from '../store/copy-in.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { COLUMNS } from './columns.ts';
import { countOf, type Fixes, type FixFigures, inColumns, orderOf, picked } from './figures.ts';
import { insertFixes } from './insert-fixes.ts';
import { reopenTouched } from './reopen.ts';

/** Fewer fixes are stored as fast by one statement as by a COPY in a transaction. */
export const COPY_MIN = 200;

const { lng: _, lat: __, ...plain } = COLUMNS;
const COPIED_COLUMNS = [
  ...Object.entries(plain).map(([name, column]) => ({
    name: column.name,
    type: COPIED[column.kind],
    figures: [name as keyof typeof plain],
  })),
  // Both are stored as one point.
  { name: 'position', type: COPIED.point, figures: ['lng', 'lat'] as const },
];
const COPY = `copy fixes (${COPIED_COLUMNS.map(({ name }) => name).join(', ')}) from stdin (format binary)`;

/** One of them is there already, or others that hold the same ones are being stored beside them. */
const NOT_ALL_NEW: ReadonlySet<unknown> = new Set(['23505', '40P01']);

/** Stores fixes as `insertFixes` does, of which none should be there yet: by COPY, and by the statement where one is there all the same. */
export async function copyFixes(db: Db, fixes: Fixes, dueAt: number): Promise<boolean[]> {
  const columns = inColumns(fixes);
  const bytes = copiedRows(
    COPIED_COLUMNS.map(({ figures: [first, second], type }) => ({
      type,
      values: columns[first!],
      others: second && columns[second],
    })),
    orderOf(columns),
  );
  try {
    await inTransaction(db, async (trx) => {
      await trx.executeQuery(CompiledQuery.raw(COPY, [bytes]));
      await reopenTouched(trx, columns, dueAt);
    });
    return Array.from<boolean>({ length: countOf(columns) }).fill(true);
  } catch (error) {
    if (!NOT_ALL_NEW.has((error as { code?: string }).code)) throw error;
    return insertFixes(db, columns, dueAt);
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

  /** The places of those that are likely new, and of the others. */
  function divide({ handheldId, seq, session }: FixFigures) {
    const [fresh, known]: [number[], number[]] = [[], []];
    for (let i = 0; i < seq.length; i++) {
      const [id, opened, number] = [handheldId[i]!, session[i]!, seq[i]!];
      const last = newest.get(id);
      if (last?.session === opened && number <= last.seq) known.push(i);
      else {
        fresh.push(i);
        if (last) Object.assign(last, { session: opened, seq: number });
        else {
          if (newest.size >= REMEMBERED) newest.clear();
          newest.set(id, { session: opened, seq: number });
        }
      }
    }
    return { fresh, known };
  }

  return async (db, fixes, dueAt) => {
    const columns = inColumns(fixes);
    const { fresh, known } = divide(columns);
    // A copy that meets one that is there would end the caller's transaction.
    if (fresh.length < COPY_MIN || db.isTransaction) return insertFixes(db, columns, dueAt);
    if (known.length === 0) return copyFixes(db, columns, dueAt);
    // One after the other: of two of one name the first is new.
    const isNew = Array.from<boolean>({ length: countOf(columns) });
    for (const [store, places] of [
      [copyFixes, fresh],
      [insertFixes, known],
    ] as const) {
      const of = await store(db, picked(columns, places), dueAt);
      for (const [k, i] of places.entries()) isNew[i] = of[k]!;
    }
    return isNew;
  };
}
