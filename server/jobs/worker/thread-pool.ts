import { Piscina } from 'piscina';
import type { Worker } from './worker.ts';

type PoolOptions = ConstructorParameters<typeof Piscina>[0];

/**
 * Threads that run the default function of a module, `file`. They come up when wanted and go when there was nothing to do for a minute;
 * one of them unless told.
 */
export const createThreadPool = <Task, Answer>(
  file: URL,
  options: Omit<NonNullable<PoolOptions>, 'filename' | 'execArgv'> = {},
): Piscina<Task, Answer> =>
  new Piscina({
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    ...options,
    filename: file.href,
    // The modules are TypeScript, whatever runs the server.
    execArgv: ['--import', 'tsx'],
  });

/** A worker that closes its threads with it: what is under way in them need not be waited for. */
export const withThreads = (worker: Worker, closeThreads: () => Promise<void>): Worker => ({
  wake: worker.wake,
  async close() {
    const closed = worker.close();
    await closeThreads();
    await closed;
  },
});
