import { type RawBuilder, sql } from 'kysely';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { migrate } from '../../server/db/store/migrate.ts';
import type { Db } from '../../server/db/store/open.ts';
import { countRows } from './count-rows.ts';

/** Rows handed over at once. */
const CHUNK = 2_000;
/** Filled by migrating. */
const OWN = ['kysely_migration', 'applied_functions', 'spatial_ref_sys', 'moving'];
/** Who has none of these has nothing yet. */
const SIGNS = ['users', 'areas', 'fixes', 'patrols'];

interface Table {
  name: string;
  columns: { name: string; type: string }[];
}

/**
 * Copies all that one store holds to another, which nobody serves meanwhile, as of the moment it begins. A run that was cut off is taken up:
 * what was whole is not copied again, each day of fixes for itself. Returns how many rows each table has. Throws where the other store holds
 * something of another origin, and where the counts differ in the end.
 */
export async function moveStore(
  from: Db,
  to: Db,
  onTable: (name: string, rows: number) => void = () => {},
): Promise<ReadonlyMap<string, number>> {
  await migrate(from);
  await migrate(to);
  await begin(to);
  return from
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const days = (await partitionDays(trx)).map((day) => Date.parse(`${day}T00:00:00Z`));
      await createFixPartitions(to).ensure(days);
      const done = new Set(await kept(to, 'table'));
      for (const table of await listParts(trx)) {
        if (done.has(table.name)) continue;
        onTable(table.name, await copyTable(trx, to, table));
      }
      const counts = await countRows(trx);
      await end(trx, to);
      const moved = await countRows(to);
      const differ = [...counts].filter(
        ([name, rows]) => moved.get(name) !== rows && !OWN.includes(name),
      );
      if (differ.length > 0)
        throw new Error(
          `Not the same in both: ${differ.map(([name, rows]) => `${name} ${rows} and ${moved.get(name)}`).join(', ')}.`,
        );
      return counts;
    });
}

const kept = async (to: Db, kind: string) =>
  (
    await sql<{ name: string }>`select name from moving where kind = ${kind} order by name`.execute(
      to,
    )
  ).rows.map(({ name }) => name);

/** Takes the other store for this: what migrating put in goes, and its foreign keys until all is there. */
async function begin(to: Db): Promise<void> {
  await to.transaction().execute(async (trx) => {
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass('moving') is not null as there`.execute(trx);
    if (rows[0]!.there) return;
    const counts = await countRows(trx);
    const full = SIGNS.filter((name) => (counts.get(name) ?? 0) > 0);
    if (full.length > 0)
      throw new Error(`The other store holds ${full.join(', ')} already: move into an empty one.`);
    await sql`create table moving (kind text, name text, primary key (kind, name))`.execute(trx);
    // Of partitions the foreign keys are their parents'.
    await sql`
      insert into moving
      select 'foreign key', format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`.execute(
      trx,
    );
    const drops = await sql<{ statement: string }>`
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`.execute(
      trx,
    );
    for (const { statement } of drops.rows) await sql.raw(statement).execute(trx);
  });
}

/** Puts back what begin took, and sequences to where they are. */
async function end(from: Db, to: Db): Promise<void> {
  const { rows } = await sql<{ name: string; at: string | null }>`
    select sequencename as name, last_value::text as at from pg_sequences where schemaname = 'public'`.execute(
    from,
  );
  await to.transaction().execute(async (trx) => {
    for (const { name, at } of rows)
      if (at !== null) await sql`select setval(${name}::regclass, ${at}::bigint)`.execute(trx);
    for (const statement of await kept(trx, 'foreign key')) await sql.raw(statement).execute(trx);
    await sql`drop table moving`.execute(trx);
  });
}

async function partitionDays(db: Db): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD')::text as day from pg_inherits
    where inhparent = 'fixes'::regclass`.execute(db);
  return rows.map(({ day }) => day);
}

/** Every table that holds rows itself, partitions each, with the columns that are written. */
async function listParts(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all(${OWN}::text[])
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

/** Copies a table in one commit, anew from its beginning. Returns how many rows that were. */
async function copyTable(from: Db, to: Db, { name, columns }: Table): Promise<number> {
  const table = sql.table(name);
  const list = (part: (column: Table['columns'][number], k: number) => RawBuilder<unknown>) =>
    sql.join(columns.map(part));
  // As text: every type reads what it writes.
  const rows = sql`select json_build_array(${list((column) => sql`${sql.ref(column.name)}::text`)}) as r from ${table}`;
  await sql`declare moved no scroll cursor for ${rows}`.execute(from);
  let count = 0;
  await to.transaction().execute(async (trx) => {
    await sql`delete from ${table}`.execute(trx);
    for (;;) {
      const chunk = await sql<{ r: unknown }>`fetch ${sql.lit(CHUNK)} from moved`.execute(from);
      if (chunk.rows.length === 0) break;
      const values = list(({ type }, k) => sql`(e ->> ${sql.lit(k)})::${sql.raw(type)}`);
      await sql`
        insert into ${table} (${list((column) => sql.ref(column.name))}) overriding system value
        select ${values} from json_array_elements(${JSON.stringify(chunk.rows.map(({ r }) => r))}::json) e`.execute(
        trx,
      );
      count += chunk.rows.length;
    }
    await sql`insert into moving values ('table', ${name})`.execute(trx);
  });
  await sql`close moved`.execute(from);
  return count;
}
