import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Migration, Migrator, sql } from 'kysely';
import type { Db } from './open.ts';

const SQL_DIR = fileURLToPath(new URL('../../../sql', import.meta.url));

async function sqlFiles(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(join(SQL_DIR, folder)))
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(join(SQL_DIR, folder, name), 'utf8'),
    })),
  );
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Names everything in sql/ by content: two equal hashes mean two equal schemas. */
export async function schemaHash(): Promise<string> {
  const files = [...(await sqlFiles('migrations')), ...(await sqlFiles('functions'))];
  return sha256(files.map(({ name, text }) => `${name}\n${text}`).join('\n')).slice(0, 16);
}

/**
 * Brings the schema up to date: migrations once each, in order; functions again whenever their text changed.
 * Returns the names of what was applied. Throws the store's own error on a failing file, leaving it unapplied.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrations = Object.fromEntries(
    (await sqlFiles('migrations')).map(({ name, text }): [string, Migration] => [
      name.replace(/\.sql$/, ''),
      { up: async (trx) => void (await sql.raw(text).execute(trx)) },
    ]),
  );
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Branches take numbers ahead: a lower one may come in later, and must not touch what those between made.
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  const applied = (results ?? []).map(({ migrationName }) => migrationName);
  return [...applied, ...(await applyFunctions(db))];
}

/** Of the advisory lock under which functions are applied: servers that start together take turns. */
const FUNCTIONS_LOCK = 8_217_301;

async function applyFunctions(db: Db): Promise<string[]> {
  const files = await sqlFiles('functions');
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${FUNCTIONS_LOCK}::bigint)`.execute(trx);
    await sql`create table if not exists applied_functions (name text primary key, hash text not null)`.execute(
      trx,
    );
    const { rows } = await sql<{
      name: string;
      hash: string;
    }>`select name, hash from applied_functions`.execute(trx);
    const known = new Map(rows.map(({ name, hash }) => [name, hash]));
    const changed = files.filter(({ name, text }) => known.get(name) !== sha256(text));
    // Functions may name each other whatever the order of their files.
    await sql`set local check_function_bodies = off`.execute(trx);
    for (const { name, text } of changed) {
      await sql.raw(text).execute(trx);
      await sql`insert into applied_functions values (${name}, ${sha256(text)})
        on conflict (name) do update set hash = excluded.hash`.execute(trx);
    }
    return changed.map(({ name }) => name);
  });
}
