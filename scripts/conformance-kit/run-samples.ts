import { createThreadPool } from '../../server/jobs/worker/thread-pool.ts';
import type { Attempt, AttemptResult } from './adversary/search.ts';
import type { SampleMargins } from './margins.ts';
import type { Sample, Tally } from './tally.ts';

/** Room for young objects in a thread, MB: a patrol's fixes die together, and copying them on costs a third of the time. */
const YOUNG_MB = 128;

/** Does tasks in so many threads by the default function of a module and hands over each answer as it comes. */
const inThreads =
  <Task, Answer>(file: URL) =>
  async (
    tasks: readonly Task[],
    threads: number,
    told: (answer: Answer) => void,
  ): Promise<void> => {
    const pool = createThreadPool<Task, Answer>(file, {
      maxThreads: threads,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    try {
      // One more than there are threads keeps each busy, and all in their order.
      const left = tasks.values();
      const inOrder = async () => {
        for (const task of left) told(await pool.run(task));
      };
      await Promise.all(Array.from({ length: threads + 1 }, inOrder));
    } finally {
      await pool.destroy();
    }
  };

/** Judges samples of labelled patrols. */
export const runSamples = inThreads<Sample, Tally>(new URL('./tally.ts', import.meta.url));

/** Searches for the best that cheats can do. */
export const runAttempts = inThreads<Attempt, AttemptResult>(
  new URL('./adversary/search.ts', import.meta.url),
);

/** Tells how near samples of labelled patrols come to strong signals. */
export const runMargins = inThreads<Sample, SampleMargins>(
  new URL('./margins.ts', import.meta.url),
);
