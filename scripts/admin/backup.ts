import { access } from 'node:fs/promises';
import { sql } from 'kysely';
import { noteRestored } from '../../server/db/maintenance/restored.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { countRows } from './count-rows.ts';
import { runPostgresTool } from './postgres-tools.ts';

const JOBS = '2';

/**
 * Writes a whole store into a folder that is not there yet, by pg_dump, as of one moment, while it is served on. Returns how many rows each table had.
 */
export async function backup(
  databaseUrl: string,
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  const store = await openStore({ databaseUrl, connections: 1 });
  try {
    return await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        // What pg_dump writes and what is counted is the same moment.
        const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(trx);
        const how = ['--format=directory', `--jobs=${JOBS}`, '--no-owner', '--no-privileges'];
        const what = [`--snapshot=${rows[0]!.id}`, `--file=${folder}`];
        await runPostgresTool('pg_dump', [...how, ...what], databaseUrl);
        return countRows(trx);
      });
  } finally {
    await store.close();
  }
}

/** Brings a backup into an empty database, all or nothing; handhelds will be asked for what they sent after it. Returns how many rows each table has. Throws where something is in it. */
export async function restore(
  databaseUrl: string,
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  await access(folder).catch(() => {
    throw new Error(`There is no backup in ${folder}.`);
  });
  const store = await openStore({ databaseUrl, connections: 1 });
  try {
    await requireEmpty(store.db);
    const how = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction'];
    await runPostgresTool('pg_restore', [...how, folder], databaseUrl);
    const counts = await countRows(store.db);
    await noteRestored(store.db, { atMs: Date.now(), asOfMs: await lastReceived(store.db) });
    return counts;
  } finally {
    await store.close();
  }
}

/** When the last of the fixes was received, Unix ms; 0: there is none. */
async function lastReceived(db: Db): Promise<number> {
  const { rows } = await sql<{ at: number | null }>`
    select (extract(epoch from max(receive_time)) * 1000)::float8 as at from fixes`.execute(db);
  return Math.floor(rows[0]?.at ?? 0);
}

async function requireEmpty(db: Db): Promise<void> {
  if ((await countRows(db)).size > 0)
    throw new Error(
      'There are tables in this database. Restore into an empty one (createdb), check it, and point DATABASE_URL there.',
    );
}
