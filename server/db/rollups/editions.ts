import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** The number of the next edition. Its lock is held to the end of the transaction: editions follow each other, and who sees one sees all before it. */
export async function nextEdition(trx: Db): Promise<number> {
  const { rows } = await sql<{ edition: number }>`
    select edition from rollup_clock for update`.execute(trx);
  return rows[0]!.edition + 1;
}

/**
 * The first edition whose answers know what a statement puts on record: the next one, which waits for it. Answers as of editions before stay what
 * they are.
 */
export const SINCE_NEXT = sql`(select edition + 1 from rollup_clock for update)`;

/** Makes an edition the latest. `at`: its watermark (ISO), the store's own time unless told. */
export async function openEdition(trx: Db, edition: number, at?: string): Promise<void> {
  await sql`update rollup_clock set edition = ${edition}`.execute(trx);
  await sql`insert into rollup_editions (edition, at)
    values (${edition}, ${at === undefined ? sql`now()` : sql`${at}::timestamptz`})`.execute(trx);
}
