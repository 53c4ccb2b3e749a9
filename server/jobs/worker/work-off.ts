import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

export interface WorkOptions<Job> {
  /** Takes jobs that are due, at most `room` of them, so that nobody else has them for a while. */
  lease: (room: number) => Promise<Job[]>;
  /** Does a job and takes it off the queue. `stop` is aborted when the worker closes. */
  work: (job: Job, stop: AbortSignal) => Promise<unknown>;
  /** Puts off a job whose work failed, or puts the failure on record; if that fails as well, its lease runs out. */
  postpone: (job: Job, error: unknown, stop: AbortSignal) => Promise<unknown>;
  /** Jobs under way at once; the next are leased while half of them still are. */
  atOnce: number;
}

type OnFailure = (error: unknown) => void;

/** Works off jobs from a queue, side by side. */
export function createWork<Job>({ lease, work, postpone, atOnce }: WorkOptions<Job>) {
  const running = new Set<Promise<void>>();
  let onEnd = () => {};

  async function workOne(job: Job, stop: AbortSignal, onFailure?: OnFailure): Promise<void> {
    try {
      await work(job, stop);
    } catch (error) {
      onFailure?.(error);
      await postpone(job, error, stop).catch(() => {});
    }
  }

  /** Starts what is due and has room; settles once there is room for more. Says how many that was, and whether there may be more. */
  async function look(stop: AbortSignal, onFailure?: OnFailure) {
    const room = atOnce - running.size;
    const jobs = await lease(room);
    for (const job of jobs) {
      const one: Promise<void> = workOne(job, stop, onFailure).finally(() => {
        running.delete(one);
        onEnd();
      });
      running.add(one);
    }
    while (running.size > atOnce / 2) await Promise.race(running);
    return { count: jobs.length, more: jobs.length === room };
  }

  /** Waits for what is under way. True if there was something. */
  async function settled(): Promise<boolean> {
    const some = running.size > 0;
    while (running.size > 0) await Promise.all(running);
    return some;
  }

  return {
    /** Works until closed; what is under way then is waited for. */
    start(rests: Pick<WorkerOptions, 'restMs' | 'retryMs' | 'onError'>): Worker {
      const worker = startWorker({ ...rests, look: async (stop) => (await look(stop)).more });
      // A job that ended leaves room, and may have named others.
      onEnd = worker.wake;
      return {
        wake: worker.wake,
        async close() {
          await worker.close();
          await settled();
        },
      };
    },
    /** Works until nothing is due. Throws the first failure, and where `stop` is aborted. */
    async drain(stop: AbortSignal = new AbortController().signal): Promise<void> {
      const failures: unknown[] = [];
      async function step(): Promise<boolean> {
        const { count, more } = await look(stop, (error) => failures.push(error));
        const waited = !more && (await settled());
        return waited || count > 0;
      }
      try {
        while (!stop.aborted && failures.length === 0 && (await step()));
      } finally {
        await settled();
      }
      if (failures.length > 0) throw failures[0];
      stop.throwIfAborted();
    },
  };
}
