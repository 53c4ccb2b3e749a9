import type { PatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import judgeFacts, { type Judgement } from './judge-facts.ts';

export interface JudgePool {
  judge: (facts: PatrolFacts) => Promise<Judgement>;
  close(): Promise<void>;
}

/**
 * Judges in so many threads, so that ingest never waits for verdicts; on the caller's own where there are none. A grid's patrols go to
 * one thread, which keeps the grid ready.
 */
export function createJudgePool(threads: number): JudgePool {
  if (threads === 0) return { judge: async (facts) => judgeFacts(facts), close: async () => {} };
  const pools = Array.from({ length: threads }, () =>
    createThreadPool<PatrolFacts, Judgement>(new URL('./judge-facts.ts', import.meta.url), {
      // A patrol's fixes are thousands of objects that live for one verdict; with little room most of them are moved about first.
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    }),
  );
  return {
    judge: (facts) => pools[facts.grid.id % threads]!.run(facts),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}
