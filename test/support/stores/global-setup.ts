import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, schemaHash } from '../../../server/db/store/migrate.ts';
import { openStore } from '../../../server/db/store/open.ts';
import { openPglitePool } from '../../../server/db/store/pglite-pool.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** File with a dump of an empty, migrated embedded store. */
    snapshot: string;
    /** PostgreSQL with a migrated template database, if there is one. */
    postgres: { url: string; template: string } | null;
  }
}

/** Makes the schema once for every store and shares it: a snapshot file for PGlite, a template database for PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hash = await schemaHash();
  const snapshot = `.cache/pglite-${hash}-${process.version}.tar`;
  if (!existsSync(snapshot)) await makeSnapshot(snapshot);
  project.provide('snapshot', snapshot);

  const url = process.env.TEST_DATABASE_URL;
  if (!url) {
    project.provide('postgres', null);
    return async () => {};
  }
  // One for all projects of a run.
  const template = `xunji_template_${hash}_${process.pid}`;
  project.provide('postgres', { url, template });
  const { rowCount } = await onServer(url, `select from pg_database where datname = '${template}'`);
  if (rowCount) return async () => {};
  await onServer(url, `create database ${template}`);
  const store = await openStore({ databaseUrl: databaseAt(url, template), connections: 2 });
  await migrate(store.db);
  await store.close();
  return async () => {
    await onServer(url, `drop database ${template}`);
  };
}

async function makeSnapshot(file: string): Promise<void> {
  const { Kysely, PostgresDialect } = await import('kysely');
  const { pool, pglite } = await openPglitePool({});
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  await migrate(db as never);
  const dump = await pglite.dumpDataDir('none');
  await mkdir('.cache', { recursive: true });
  await writeFile(`${file}.part`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${file}.part`, file);
  await db.destroy();
}

/** The same server, another database. */
export function databaseAt(url: string, database: string): string {
  const at = new URL(url);
  at.pathname = `/${database}`;
  return at.href;
}

/** Runs one statement on the server's own database. */
export async function onServer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
