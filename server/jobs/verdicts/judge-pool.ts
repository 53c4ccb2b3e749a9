import { Piscina } from 'piscina';
import type { PatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { type Judgement, judgeFacts } from './judge-facts.ts';

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
  const makePool = () =>
    new Piscina<PatrolFacts, Judgement>({
      filename: new URL('./judge-worker.ts', import.meta.url).href,
      // They come up with the first patrol and stay a while.
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 60_000,
      // The worker is TypeScript, whatever runs the server.
      execArgv: ['--import', 'tsx'],
      // A patrol's fixes are thousands of objects that live for one verdict; with little room most of them are moved about first.
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    });
  const pools = Array.from({ length: threads }, makePool);
  return {
    judge: (facts) => pools[facts.grid.id % threads]!.run(facts),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}
