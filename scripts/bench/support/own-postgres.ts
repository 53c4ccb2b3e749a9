import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../server/db/store/migrate.ts';
import { type Db, openStore } from '../../../server/db/store/open.ts';
import { openPostgres } from '../../test-machine/postgres.mjs';

/** Runs a bench with the address of a server: DATABASE_URL's, else one of its own with `options`, started for it and thrown away. */
export async function withPostgres<T>(
  work: (url: string) => Promise<T>,
  options: Parameters<typeof openPostgres>[1] = {},
): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-bench-'));
  const server = await openPostgres(scratch, options);
  try {
    if (!server.url) throw new Error(server.missing);
    return await work(server.url);
  } finally {
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Runs a bench with the address of an empty database on a server, made for it and dropped. */
export async function withDatabase<T>(
  serverUrl: string,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const name = `xunji_bench_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    return await work(Object.assign(new URL(serverUrl), { pathname: name }).href);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

/** Runs a bench with an empty store in such a database, its schema up to date. */
export const withStore = <T>(
  serverUrl: string,
  work: (db: Db, databaseUrl: string) => Promise<T>,
  options: Omit<Parameters<typeof openStore>[0], 'databaseUrl'> = {},
): Promise<T> =>
  withDatabase(serverUrl, async (databaseUrl) => {
    const store = await openStore({ ...options, databaseUrl });
    try {
      await migrate(store.db);
      return await work(store.db, databaseUrl);
    } finally {
      await store.close();
    }
  });
