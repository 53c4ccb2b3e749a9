import { sql } from 'kysely';
import type { Db } from '../../../server/db/store/open.ts';
import type { Database } from '../../../server/db/store/tables.ts';

/** Empties small tables in the order given, those that refer to others first; much faster than `truncate`. */
export async function emptyTables(db: Db, tables: readonly (keyof Database)[]): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(db);
}
