import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { copyIn, isCopyIn } from './copy-in.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { PARSERS } from './parsers.ts';
import { openPglitePool } from './pglite-pool.ts';
import { preparedName } from './prepared.ts';
import type { Database } from './tables.ts';

export type Db = Kysely<Database>;

export interface Store {
  db: Db;
  kind: 'embedded' | 'postgresql';
  /** Connections of the pool and who waits for one; null: there is no pool. */
  poolState: (() => { open: number; idle: number; waiting: number }) | null;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** postgres://... ; without it the embedded store opens in dataDir. */
  databaseUrl?: string;
  dataDir?: string;
  /** A data directory dump to start the embedded store from. */
  snapshot?: Blob;
  /** Connections to PostgreSQL, 10 unless told. */
  connections?: number;
  /** Longest a statement on PostgreSQL may take, ms; 120,000 unless told. */
  queryTimeoutMs?: number;
  /** A pooler that lends connections by transaction stands before PostgreSQL: nothing is prepared by name or asked for at connecting. */
  pooled?: boolean;
}

/**
 * Opens the store. Errors of a PostgreSQL connection surface on first use, not here.
 * @throws DataDirLockedError where another process has the embedded store open.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openPostgres(options.databaseUrl, options);
  const unlock = options.dataDir ? await lockDataDir(options.dataDir) : async () => {};
  try {
    const { pool } = await openPglitePool({
      ...(options.dataDir ? { dataDir: join(options.dataDir, 'store') } : {}),
      ...(options.snapshot ? { snapshot: options.snapshot } : {}),
    });
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
    const close = () => db.destroy().finally(unlock);
    return { db, kind: 'embedded', poolState: null, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function openPostgres(
  databaseUrl: string,
  { connections = 10, queryTimeoutMs = 120_000, pooled = false }: StoreOptions,
): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeoutMs,
    // Many small statements: compiling one, or starting workers for it, costs more than it saves.
    ...(pooled
      ? {}
      : { options: '-c timezone=UTC -c jit=off -c max_parallel_workers_per_gather=0' }),
    application_name: 'xunji',
    types: {
      getTypeParser: ((id: number, format?: 'text' | 'binary') =>
        PARSERS[id] ??
        pg.types.getTypeParser(id, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that dies, idle or in someone's hands, is replaced on next use; unheard, its error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    extendQueries(client, !pooled);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const poolState = () => ({
    open: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { db, kind: 'postgresql', poolState, close: () => db.destroy() };
}

/** Lets a connection copy in, and gives prepared statements their names on it. */
function extendQueries(client: pg.PoolClient, prepare: boolean): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const extended = (text: unknown, values: unknown) => {
    if (typeof text !== 'string') return query(text, values);
    if (isCopyIn(text)) return copyIn(query as typeof client.query, text, (values as [Buffer])[0]);
    const name = prepare ? preparedName(text) : undefined;
    return name === undefined ? query(text, values) : query({ name, text, values });
  };
  client.query = extended as typeof client.query;
}
