import { createThreadPool } from '../../../server/jobs/worker/thread-pool.ts';
import type { World } from '../world/world.ts';
import { type Walked, type Walks, walkRows } from './walk-rows.ts';

export interface WalkPool {
  walk: (walks: Walks) => Promise<Walked[]>;
  close(): Promise<void>;
}

/** Walks in so many threads, each with the world built anew; on the caller's own where there are none. */
export function createWalkPool(world: World, threads: number): WalkPool {
  if (threads === 0)
    return { walk: async (walks) => walkRows(world, walks), close: async () => {} };
  const { scenario, scale, seed } = world;
  const pool = createThreadPool<Walks, Walked[]>(new URL('./walk-worker.ts', import.meta.url), {
    workerData: { scenario, scale, seed },
    maxThreads: threads,
  });
  return { walk: (walks) => pool.run(walks), close: () => pool.destroy() };
}
