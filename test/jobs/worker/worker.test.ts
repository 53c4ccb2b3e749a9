import { afterEach, describe, expect, it } from 'vitest';
import {
  startWorker,
  type Worker,
  type WorkerOptions,
} from '../../../server/jobs/worker/worker.ts';

/** No rest of these tests ends by itself. */
const FOR_GOOD = 2 ** 30;

/** A look that lasts until the test ends it. */
function slowLook() {
  const looks: {
    stop: AbortSignal;
    end: (result?: unknown) => void;
    fail: (error: Error) => void;
  }[] = [];
  let heard: () => void = () => {};
  return {
    looks,
    look: (stop: AbortSignal) =>
      new Promise<unknown>((end, fail) => {
        looks.push({ stop, end, fail });
        heard();
      }),
    /** Settles when the worker has begun its nth look. */
    async begun(n: number) {
      while (looks.length < n)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      return looks[n - 1]!;
    },
  };
}

describe('A worker', () => {
  let worker: Worker | undefined;
  const errors: unknown[] = [];
  const start = (options: Partial<WorkerOptions> & Pick<WorkerOptions, 'look'>) => {
    errors.length = 0;
    worker = startWorker({
      restMs: FOR_GOOD,
      onError: (error) => errors.push(error),
      ...options,
    });
    return worker;
  };
  afterEach(() => worker?.close());

  it('looks at once, and again at once where there may be more', async () => {
    const { begun, look } = slowLook();
    start({ look });
    (await begun(1)).end(true);
    (await begun(2)).end();
    await worker!.close();
  });

  it('rests until it is woken', async () => {
    const { begun, look, looks } = slowLook();
    start({ look });
    (await begun(1)).end();
    await new Promise(setImmediate);
    expect(looks).toHaveLength(1);
    worker!.wake();
    (await begun(2)).end();
  });

  it('loses no wake that comes while it looks', async () => {
    const { begun, look } = slowLook();
    start({ look });
    const first = await begun(1);
    worker!.wake();
    worker!.wake();
    first.end();
    (await begun(2)).end();
  });

  it('looks once more, not once a wake', async () => {
    const { begun, look, looks } = slowLook();
    start({ look });
    const first = await begun(1);
    for (let k = 0; k < 5; k++) worker!.wake();
    first.end();
    (await begun(2)).end();
    await new Promise(setImmediate);
    expect(looks).toHaveLength(2);
  });

  it('rests before the first look where told, unless it is woken', async () => {
    const { begun, look, looks } = slowLook();
    start({ look, firstMs: FOR_GOOD });
    await new Promise(setImmediate);
    expect(looks).toHaveLength(0);
    worker!.wake();
    (await begun(1)).end();
  });

  it('goes on after a look that failed, and says what went wrong', async () => {
    const { begun, look } = slowLook();
    start({ look, retryMs: 0 });
    (await begun(1)).fail(new Error('the store is away'));
    (await begun(2)).end();
    expect(errors).toEqual([new Error('the store is away')]);
  });

  it('rests after a look that failed as long as it is to', async () => {
    const { begun, look, looks } = slowLook();
    start({ look, restMs: 0, retryMs: FOR_GOOD });
    (await begun(1)).fail(new Error('the store is away'));
    await new Promise(setImmediate);
    expect(looks).toHaveLength(1);
  });

  it('closes while it rests', async () => {
    const { begun, look, looks } = slowLook();
    start({ look });
    (await begun(1)).end();
    await worker!.close();
    worker!.wake();
    await new Promise(setImmediate);
    expect(looks).toHaveLength(1);
  });

  it('closes once the look under way has ended, whose signal is aborted', async () => {
    const { begun, look, looks } = slowLook();
    start({ look });
    const first = await begun(1);
    let isClosed = false;
    const closed = worker!.close().then(() => {
      isClosed = true;
    });
    expect(first.stop.aborted).toBe(true);
    await new Promise(setImmediate);
    expect(isClosed).toBe(false);
    // What fails since it is to stop is no news.
    first.fail(new Error('stopped'));
    await closed;
    expect([looks.length, errors]).toEqual([1, []]);
  });

  it('does nothing where another server does it, and takes over once woken and asked', async () => {
    const { begun, look, looks } = slowLook();
    let holder = 'another';
    let asked: () => void = () => {};
    const once = new Promise<void>((resolve) => {
      asked = resolve;
    });
    start({
      look,
      isOurs: async () => {
        asked();
        return holder === 'own';
      },
    });
    await once;
    await new Promise(setImmediate);
    expect(looks).toHaveLength(0);
    holder = 'own';
    worker!.wake();
    (await begun(1)).end();
  });
});
