import { describe, expect, it } from 'vitest';
import { createWork } from '../../../server/jobs/worker/work-off.ts';

const FOR_GOOD = 2 ** 30;

/** A queue in memory as the tables are: what is leased is away until it is finished or postponed. */
function queueOf(jobs: string[]) {
  const due = [...jobs];
  const finished: string[] = [];
  const postponed: string[] = [];
  const underWay = new Set<string>();
  let most = 0;
  const steps: (() => void)[] = [];
  return {
    due,
    finished,
    postponed,
    most: () => most,
    /** Ends the oldest work under way. */
    step: async () => {
      steps.shift()!();
      await new Promise(setImmediate);
    },
    options: {
      lease: async (room: number) => due.splice(0, room),
      async work(job: string) {
        underWay.add(job);
        most = Math.max(most, underWay.size);
        await new Promise<void>((resolve) => steps.push(resolve));
        underWay.delete(job);
        if (job.startsWith('bad')) throw new Error(`${job} cannot be done`);
        finished.push(job);
      },
      async postpone(job: string) {
        postponed.push(job);
      },
    },
    waiting: () => steps.length,
  };
}

const turn = () => new Promise(setImmediate);
const rests = {
  restMs: FOR_GOOD,
  onError: (error: unknown) => {
    throw error;
  },
};

describe('Work', () => {
  it('goes on side by side, the next leased while half is still under way', async () => {
    const queue = queueOf(['a', 'b', 'c', 'd', 'e', 'f']);
    const worker = createWork({ ...queue.options, atOnce: 4 }).start(rests);
    await turn();
    expect([queue.waiting(), queue.due.length]).toEqual([4, 2]);
    await queue.step();
    expect(queue.due.length).toBe(2);
    await queue.step();
    // A rest of no time, then the lease.
    while (queue.due.length > 0) await turn();
    while (queue.waiting() > 0) await queue.step();
    await worker.close();
    expect(queue.finished).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(queue.most()).toBe(4);
  });

  it('is looked for again when some has ended', async () => {
    const queue = queueOf(['a']);
    const worker = createWork({ ...queue.options, atOnce: 8 }).start(rests);
    await turn();
    queue.due.push('b');
    await queue.step();
    while (queue.waiting() === 0) await turn();
    await queue.step();
    await worker.close();
    expect(queue.finished).toEqual(['a', 'b']);
  });

  it('that fails is put off and costs no other', async () => {
    const queue = queueOf(['a', 'bad', 'c']);
    const worker = createWork({ ...queue.options, atOnce: 3 }).start(rests);
    await turn();
    while (queue.waiting() > 0) await queue.step();
    await worker.close();
    expect([queue.finished, queue.postponed]).toEqual([['a', 'c'], ['bad']]);
  });

  it('that fails and cannot be put off stays for the lease to run out', async () => {
    const queue = queueOf(['bad', 'b']);
    const worker = createWork({
      ...queue.options,
      postpone: () => Promise.reject(new Error('the store is away')),
      atOnce: 2,
    }).start(rests);
    await turn();
    while (queue.waiting() > 0) await queue.step();
    await worker.close();
    expect(queue.finished).toEqual(['b']);
  });

  it('under way when the worker closes is waited for, and what is leased meanwhile is done', async () => {
    const queue = queueOf(['a']);
    let grant: (jobs: string[]) => void = () => {};
    const worker = createWork({
      ...queue.options,
      lease: () =>
        new Promise<string[]>((resolve) => {
          grant = resolve;
        }),
      atOnce: 2,
    }).start(rests);
    let isClosed = false;
    const closed = worker.close().then(() => {
      isClosed = true;
    });
    // Leased in the moment it was to stop: nobody else has it for the time of the lease.
    grant(['late']);
    await turn();
    expect([isClosed, queue.waiting()]).toEqual([false, 1]);
    await queue.step();
    await closed;
    expect(queue.finished).toEqual(['late']);
  });

  it('drains, with what it names while it goes on', async () => {
    const queue = queueOf(['a', 'b']);
    const { drain } = createWork({
      ...queue.options,
      async work(job: string) {
        if (job === 'b') queue.due.push('c');
        queue.finished.push(job);
      },
      atOnce: 1,
    });
    await drain();
    expect(queue.finished).toEqual(['a', 'b', 'c']);
  });

  it('drains until something fails, and says what', async () => {
    const queue = queueOf(['a', 'bad', 'c', 'd']);
    const { drain } = createWork({ ...queue.options, atOnce: 2 });
    const drained = drain();
    drained.catch(() => {});
    await turn();
    while (queue.waiting() > 0) await queue.step();
    await expect(drained).rejects.toThrow('bad cannot be done');
    expect(queue.postponed).toEqual(['bad']);
    expect(queue.due).toContain('d');
  });

  it('drains until told to stop, what is under way to its end', async () => {
    const queue = queueOf(['a', 'b', 'c', 'd']);
    const stop = new AbortController();
    const { drain } = createWork({ ...queue.options, atOnce: 2 });
    const drained = drain(stop.signal);
    drained.catch(() => {});
    await turn();
    stop.abort(new Error('enough'));
    while (queue.waiting() > 0) await queue.step();
    await expect(drained).rejects.toThrow('enough');
    expect(queue.finished).toEqual(['a', 'b']);
    expect(queue.due).toEqual(['c', 'd']);
  });
});
