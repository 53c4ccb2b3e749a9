import { MINUTE_MS } from '../../contract/units.ts';
import { startWorker, type WorkerOptions } from './worker.ts';

/** Does something at once, until it has gone well, and once more whenever it is asked for `again`. */
export function startDoingAgain({
  work,
  retryMs,
  onError,
}: Pick<WorkerOptions, 'retryMs' | 'onError'> & { work: WorkerOptions['look'] }) {
  let isDue = true;
  const worker = startWorker({
    async look(stop) {
      if (!isDue) return;
      isDue = false;
      await work(stop).catch((error: unknown) => {
        isDue = true;
        throw error;
      });
    },
    restMs: MINUTE_MS,
    retryMs,
    onError,
  });
  return {
    again(): void {
      isDue = true;
      worker.wake();
    },
    close: worker.close,
  };
}
