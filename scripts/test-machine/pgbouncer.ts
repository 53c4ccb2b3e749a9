import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { startDaemon } from './start-daemon.ts';

export interface Pooler {
  /** The same database, through the pooler. */
  url: string;
  close: () => Promise<void>;
}

/** A PgBouncer of its own in transaction mode before a database, with two connections to it; `path` is of its program. */
export async function startPgbouncer(path: string, databaseUrl: string): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-pgbouncer-'));
  const port = await freePort();
  const { hostname, pathname, port: at, username } = new URL(databaseUrl);
  const config = join(folder, 'pgbouncer.ini');
  await chmod(folder, 0o755);
  await writeFile(
    config,
    `[databases]
* = host=${hostname} port=${at || 5432} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
`,
  );
  // It refuses to run as root.
  const asPostgres = process.getuid?.() === 0 ? ['-u', 'postgres'] : [];
  const pooler = await startDaemon(path, [...asPostgres, config], 'process up');
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    async close() {
      await pooler.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
