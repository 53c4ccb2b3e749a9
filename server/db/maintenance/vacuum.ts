import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** Pages of 8 KiB, and share of its size, that a table has grown by when it is due. */
const GROWN = { pages: 10, share: 0.2 };

/** Tables that grew since they were last vacuumed, or never were; SQL names. */
export async function grownTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select t.oid::regclass::text as name from pg_class t,
      lateral (select pg_relation_size(t.oid) / current_setting('block_size')::int as pages) now
    where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
      and (t.reltuples < 0 and now.pages > 0 or abs(now.pages - t.relpages) > ${GROWN.pages}::int + ${GROWN.share}::float8 * t.relpages)
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** Frees what rows of before took in a table, and counts anew what is in it, by which questions are planned. In no transaction. */
export const vacuumTable = (db: Db, name: string): Promise<unknown> =>
  sql`vacuum (analyze) ${sql.raw(name)}`.execute(db);
