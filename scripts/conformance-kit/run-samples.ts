import { createThreadPool } from '../../server/jobs/worker/thread-pool.ts';
import type { Sample, Tally } from './tally.ts';

/** Room for young objects in a thread, MB: a patrol's fixes die together, and copying them on costs a third of the time. */
const YOUNG_MB = 128;

/** Judges samples in so many threads and hands over each tally as it comes. */
export async function runSamples(
  samples: readonly Sample[],
  threads: number,
  told: (tally: Tally) => void,
): Promise<void> {
  const pool = createThreadPool<Sample, Tally>(new URL('./tally.ts', import.meta.url), {
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  try {
    await Promise.all(samples.map(async (sample) => told(await pool.run(sample))));
  } finally {
    await pool.destroy();
  }
}
