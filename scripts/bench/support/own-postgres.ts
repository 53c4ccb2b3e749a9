import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../test-machine/postgres.mjs';

/** Runs a bench with the address of a server: DATABASE_URL's, else one of its own, started for it and thrown away. */
export async function withPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-bench-'));
  const server = await openPostgres(scratch);
  try {
    if (!server.url) throw new Error(server.missing);
    return await work(server.url);
  } finally {
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
