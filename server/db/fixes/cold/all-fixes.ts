import { type RawBuilder, sql } from 'kysely';
import { SESSION_MAX_MS } from '../../../contract/fixes/fix.ts';
import { inSnapshot } from '../../store/in-transaction.ts';
import { utcDay } from '../../store/moments.ts';
import type { Db } from '../../store/open.ts';
import { prepared } from '../../store/prepared.ts';
import { countOf } from '../figures.ts';
import { mayLieIn, type Stretch } from '../lies-in.ts';
import { offered, STORED, VALUES } from '../offered.ts';
import { unpackFixes } from './pack-fixes.ts';

interface Cells {
  /** Whether cells are asked for; those of packed fixes are null else. */
  cells?: boolean;
}
/** Fixes of some handhelds (a query of their ids) between two moments, Unix ms, by whatever time of `LIES_IN` is asked. */
export interface FixSpan extends Cells {
  handhelds: RawBuilder<unknown>;
  fromMs: number;
  toMs: number;
}
/** Fixes of some handhelds' days (a condition on chunks `c`). */
export interface FixDays extends Cells {
  chunks: RawBuilder<unknown>;
}

/** The span that some stretches of time lie in. */
export const spanOf = (stretches: readonly Stretch[]): FixSpan => ({
  handhelds: sql`select unnest(${[...new Set(stretches.map((s) => s.handheldId))]}::int[])`,
  fromMs: Math.min(...stretches.map(({ fromMs }) => fromMs)),
  toMs: Math.max(...stretches.map(({ toMs }) => toMs)),
});

const inSpan = (span: FixSpan | FixDays) =>
  'chunks' in span
    ? span.chunks
    : sql`
  c.handheld_id in (${span.handhelds}) and c.day between ${utcDay(span.fromMs - SESSION_MAX_MS)}::date and ${utcDay(span.toMs + SESSION_MAX_MS)}::date`;

/** Whether some of a span's fixes are packed, or were. Asked after rows were read, so that none is missed that was packed meanwhile. */
export async function mayBeCold(db: Db, span: FixSpan | FixDays): Promise<boolean> {
  const { rows } = await prepared(
    db,
    sql<{ cold: boolean }>`select exists (select from fix_chunks c where ${inSpan(span)}) as cold`,
  );
  return rows[0]!.cold;
}

type Ask<T> = (db: Db, fixes: RawBuilder<unknown>) => Promise<T>;

/**
 * Asks about fixes of a span, be they rows or packed: `ask` gets a relation with the columns of `fixes`.
 * What is packed, or becomes rows again, meanwhile is in it once. Where none was ever packed, rows are all that is asked.
 */
export async function askAllFixes<T>(db: Db, span: FixSpan | FixDays, ask: Ask<T>): Promise<T> {
  const rows = await ask(db, sql`fixes`);
  return (await mayBeCold(db, span)) ? askColdFixes(db, span, ask) : rows;
}

/** `askAllFixes` of a span of which some may be packed (`mayBeCold`). */
export function askColdFixes<T>(db: Db, span: FixSpan | FixDays, ask: Ask<T>): Promise<T> {
  return inSnapshot(db, async (snapshot) => {
    const { rows } = await sql<{ body: Uint8Array }>`
      select c.body from fix_chunks c where ${inSpan(span)} and c.body is not null`.execute(
      snapshot,
    );
    // Days of sessions that may reach into the span are of other hours for the most part.
    const unpacked = rows
      .map(({ body }) => unpackFixes(body))
      .map((fixes) => ('chunks' in span ? fixes : mayLieIn(fixes, span)))
      .filter((fixes) => countOf(fixes) > 0);
    if (unpacked.length === 0) return ask(snapshot, sql`fixes`);
    return ask(
      snapshot,
      sql`(select ${STORED} from fixes union all select ${VALUES} from (${offered(unpacked, span.cells ?? false)}) o)`,
    );
  });
}
