import { sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';

/** Names of our tables, in order; a table of partitions is one. */
async function listTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** How many rows each of our tables has. */
export async function countRows(db: Db): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const name of await listTables(db)) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::float8 as count from ${sql.table(name)}`.execute(db);
    counts.set(name, rows[0]!.count);
  }
  return counts;
}
