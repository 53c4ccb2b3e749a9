import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrate } from '../../../server/db/store/migrate.ts';
import { type Db, openStore } from '../../../server/db/store/open.ts';
import { withPostgres, withStore } from '../support/own-postgres.ts';
import { cpuOfPostgres } from '../support/processes.ts';

/** A store that a server is measured on. */
export interface Place {
  /** Of the server's environment: where it is. */
  env: Record<string, string>;
  /** Asks the store; an embedded one while no server has it open. */
  ask: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** Processor time of it so far, s; null: it is the server's. */
  cpuS: (() => number) | null;
}

type On = <T>(work: (place: Place) => Promise<T>) => Promise<T>;

export const onPostgres: On = (work) =>
  withPostgres(
    (server) =>
      withStore(
        server,
        async (db, databaseUrl) => {
          const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
          return work({
            env: { DATABASE_URL: databaseUrl },
            ask: (asking) => asking(db),
            cpuS: cpuOfPostgres(rows[0]!.pid),
          });
        },
        { connections: 2 },
      ),
    { durable: true },
  );

export const onEmbedded: On = async (work) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunji-bench-'));
  const ask: Place['ask'] = async (asking) => {
    const store = await openStore({ dataDir });
    try {
      return await asking(store.db);
    } finally {
      await store.close();
    }
  };
  try {
    await ask(migrate);
    return await work({ env: { DATA_DIR: dataDir }, ask, cpuS: null });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};
