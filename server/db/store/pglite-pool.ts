import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { Mutex } from 'async-mutex';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { isCopyIn } from './copy-in.ts';
import { PARSERS } from './parsers.ts';

/** Type id of bytes. PGlite itself reads and writes them one by one: 100 kB to and fro take 27 ms, so 3. */
const BYTEA = 17;
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/**
 * Opens the embedded store as a pool of one connection, so that kysely's own PostgreSQL dialect serves it.
 * `dataDir` undefined keeps everything in memory; `snapshot` is a dump made by `dumpDataDir`.
 */
export async function openPglitePool(options: { dataDir?: string; snapshot?: Blob }) {
  if (options.dataDir) await mkdir(dirname(options.dataDir), { recursive: true });
  const pglite = await PGlite.create({
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.snapshot ? { loadDataDir: options.snapshot } : {}),
    extensions: { postgis },
    parsers: { ...PARSERS, [BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
    serializers: { [BYTEA]: (bytes: Uint8Array) => `\\x${asBuffer(bytes).toString('hex')}` },
  });
  // The host's time zone must not leak into what the store prints or truncates.
  await pglite.exec(`set time zone 'UTC'`);
  await forgetRowArrays(pglite);
  const mutex = new Mutex();

  const query = async (text: string, params: readonly unknown[]) => {
    if (isCopyIn(text)) {
      const blob = new Blob([params[0] as Uint8Array<ArrayBuffer>]);
      await pglite.query(text.replace('stdin', `'/dev/blob'`), [], { blob });
      return { command: 'COPY', rowCount: null, rows: [] };
    }
    // Without parameters several statements may stand in one text, as with pg's simple protocol.
    const result = params.length
      ? await pglite.query(text, [...params])
      : ((await pglite.exec(text)).at(-1) ?? { rows: [], affectedRows: 0 });
    return {
      command: /^\s*(select|with)\b/i.test(text) ? 'SELECT' : 'UPDATE',
      rowCount: result.affectedRows ?? result.rows.length,
      rows: result.rows,
    };
  };

  const pool = {
    async connect() {
      const release = await mutex.acquire();
      return { query, release } as unknown as PostgresPoolClient;
    },
    async end() {
      await mutex.runExclusive(() => pglite.close());
    },
  } as unknown as PostgresPool;

  return { pool, pglite };
}

/**
 * PGlite copies what it reads and writes types by for every result. Arrays of whole rows, of each table and view of the catalog too, are most
 * of it and never asked for: without them a small statement costs half.
 */
async function forgetRowArrays(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ id: number }>(
    `select typarray::int4 as id from pg_type where typtype = 'c' and typarray <> 0`,
  );
  const rowArrays = new Set(rows.map(({ id }) => String(id)));
  const others = <T>(byType: Record<number, T>): Record<number, T> =>
    Object.fromEntries(Object.entries(byType).filter(([id]) => !rowArrays.has(id)));
  pglite.parsers = others(pglite.parsers);
  pglite.serializers = others(pglite.serializers);
}
