import { type RawBuilder, sql } from 'kysely';
import { migrate } from './migrate.ts';
import type { Db } from './open.ts';

/** Everything of ours in the schema, by name: what extensions brought stays. */
const namesOf = async (db: Db, kinds: RawBuilder<unknown>): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in (${kinds}) and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`.execute(
    db,
  );
  return rows.map(({ name }) => name);
};

/** Makes a store what it is when it is first migrated. Everything in it is gone for good; nothing may be open over it. */
export async function emptyStore(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const name of await namesOf(trx, sql`'r', 'p'`))
      await sql`drop table ${sql.table(name)} cascade`.execute(trx);
    // Those of columns went with their tables.
    for (const name of await namesOf(trx, sql`'S'`))
      await sql`drop sequence ${sql.table(name)}`.execute(trx);
  });
  await migrate(db);
}
