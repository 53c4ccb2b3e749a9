import { sql } from 'kysely';
import type { Db } from '../../../server/db/store/open.ts';

/** What a freshly migrated store holds: its relations, and the rows that migrations put there. */
export interface Pristine {
  relations: Set<string>;
  rows: Map<string, unknown>;
  /** Last value of every sequence; null: none was taken. */
  sequences: Map<string, string | null>;
}

/** Bytes from which an emptied table is vacuumed, so that later files do not read through what is dead. */
const LARGE = 1e6;

const relationsOf = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
};

/** Tables that hold something, of those named. */
const filled = async (db: Db, tables: readonly string[]): Promise<string[]> => {
  const each = tables.map(
    (table) => sql`select ${table}::text as name where exists (select from ${sql.table(table)})`,
  );
  const { rows } = await sql<{ name: string }>`${sql.join(each, sql` union all `)}`.execute(db);
  return rows.map(({ name }) => name);
};

/** Remembers what there is, so that `resetStore` can bring it back. */
export async function pristineOf(db: Db): Promise<Pristine> {
  const relations = await relationsOf(db);
  const rows = new Map<string, unknown>();
  for (const table of await filled(db, relations)) {
    const held = await sql<{ all: unknown }>`
      select json_agg(t) as all from ${sql.table(table)} t`.execute(db);
    rows.set(table, held.rows[0]!.all);
  }
  const { rows: sequences } = await sql<{ name: string; last: string | null }>`
    select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'`.execute(
    db,
  );
  return {
    relations: new Set(relations),
    rows,
    sequences: new Map(sequences.map(({ name, last }) => [name, last])),
  };
}

/** Brings a store back to what it was after its migrations: quicker than opening another by seconds. */
export async function resetStore(db: Db, { relations, rows, sequences }: Pristine): Promise<void> {
  const now = await relationsOf(db);
  for (const table of now.filter((name) => !relations.has(name)))
    await sql`drop table if exists ${sql.table(table)} cascade`.execute(db);
  const used = await filled(db, [...relations]);
  await db.connection().execute(async (one) => {
    // No order among tables that refer to each other.
    await sql`set session_replication_role = replica`.execute(one);
    for (const table of used) await sql`delete from ${sql.table(table)}`.execute(one);
    for (const [table, all] of rows)
      await sql`
        insert into ${sql.table(table)} overriding system value
        select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(all)}::json)`.execute(
        one,
      );
    await sql`set session_replication_role = origin`.execute(one);
  });
  for (const [name, last] of sequences)
    await sql`select setval(${name}::regclass, coalesce(${last}::bigint, 1), ${last !== null})`.execute(
      db,
    );
  for (const table of used) {
    const size = await sql<{ bytes: string }>`
      select pg_relation_size(${table}::regclass)::text as bytes`.execute(db);
    if (Number(size.rows[0]!.bytes) > LARGE) await sql`vacuum ${sql.table(table)}`.execute(db);
  }
}
