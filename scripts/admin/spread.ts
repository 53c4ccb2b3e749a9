import { sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';

/** What is distributed; the others stay on the coordinator. The second lies beside the first, handheld by handheld. */
const TABLES = ['fixes', 'fix_chunks'] as const;
const BY = 'handheld_id';

/**
 * Distributes fixes and their packed days over the workers of a Citus coordinator, by handheld, with what is in them. Done again it changes
 * nothing. Returns what it did, a line each. Throws where the store is no coordinator with workers, or is distributed otherwise.
 */
export async function spread(db: Db, shards: number): Promise<string[]> {
  const workers = await activeWorkers(db);
  const did: string[] = [];
  for (const table of TABLES) {
    const before = await distributionOf(db, table);
    if (before && before.column !== BY)
      throw new Error(
        `${table} is distributed by ${before.column} already: undistribute_table('${table}') takes it back, then do this again.`,
      );
    const beside =
      table === 'fixes' ? sql`shard_count => ${sql.lit(shards)}` : sql`colocate_with => 'fixes'`;
    if (!before)
      await sql`select create_distributed_table(${table}::regclass, ${BY}, ${beside})`.execute(db);
    // What was copied to the workers is on the coordinator still; also where that was done and this failed the last time.
    await sql`select truncate_local_data_after_distributing_table(${table}::regclass)`.execute(db);
    if (before) {
      did.push(`${table} is distributed already, by ${BY} in ${before.shards} shards.`);
      continue;
    }
    const after = await distributionOf(db, table);
    did.push(
      `Distributed ${table} by ${BY} in ${after!.shards} shards over ${workers.length} workers: ${workers.join(', ')}.`,
    );
  }
  return did;
}

async function activeWorkers(db: Db): Promise<string[]> {
  const { rows } = await sql<{ citus: boolean }>`
    select to_regclass('citus_tables') is not null as citus`.execute(db);
  if (!rows[0]!.citus)
    throw new Error(
      'This database is no Citus, so there is nothing to spread over: one PostgreSQL serves as it is. Make the extension (create extension citus) on the coordinator and its workers first.',
    );
  const found = await sql<{ worker: string }>`
    select nodename || ':' || nodeport as worker from pg_dist_node
    where noderole = 'primary' and isactive and shouldhaveshards order by 1`.execute(db);
  if (found.rows.length === 0)
    throw new Error(
      "This coordinator knows no worker: add each with select citus_add_node('host', 5432), then do this again.",
    );
  return found.rows.map(({ worker }) => worker);
}

async function distributionOf(
  db: Db,
  table: string,
): Promise<{ column: string; shards: number } | undefined> {
  const { rows } = await sql<{ column: string; shards: number }>`
    select distribution_column as "column", shard_count::int as shards from citus_tables
    where table_name = ${table}::regclass`.execute(db);
  return rows[0];
}
