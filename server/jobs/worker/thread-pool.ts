import { Piscina } from 'piscina';
import type { Worker } from './worker.ts';

type PoolOptions = ConstructorParameters<typeof Piscina>[0];

/**
 * Threads that run the default function of a module, `file`. They come up when wanted and go when there was nothing to do for a minute;
 * one of them unless told. A task fails with what kept the module from loading.
 */
export function createThreadPool<Task, Answer>(
  file: URL,
  options: Omit<NonNullable<PoolOptions>, 'filename' | 'execArgv'> = {},
): Piscina<Task, Answer> {
  const pool = new Piscina<Task, Answer>({
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    ...options,
    // The modules are TypeScript, whatever runs the server.
    execArgv: ['--import', 'tsx'],
  });
  const { run } = pool;
  // Named with each task and not with the pool: a pool that cannot load its module has nobody to tell, which ends the process.
  pool.run = (task, of) => run.call(pool, task, { filename: file.href, ...of });
  return pool;
}

/** A worker that closes its threads with it: what is under way in them need not be waited for. */
export const withThreads = (worker: Worker, closeThreads: () => Promise<void>): Worker => ({
  wake: worker.wake,
  async close() {
    const closed = worker.close();
    await closeThreads();
    await closed;
  },
});
