import { setTimeout as sleep } from 'node:timers/promises';

/** Until a worker asks again for a job that another server does, ms. */
const ASK_AGAIN_MS = 10_000;

/** Whether a job that one server does for all is this one's to do. */
export type IsOurs = () => Promise<boolean>;

export interface WorkerOptions {
  /** Does what is due. True: there may be more, so it looks again at once. `stop` is aborted when the worker closes. */
  look: (stop: AbortSignal) => Promise<unknown>;
  /** Rest after a look that found nothing more, ms. */
  restMs: number;
  /** Rest after a look that failed, ms; as long as any other unless told. */
  retryMs?: number;
  /** Rest before the first look, ms. */
  firstMs?: number;
  /** Told of a look that failed, unless the worker was closing. */
  onError: (error: unknown) => void;
  /** Asked before every look; without it every server looks. */
  isOurs?: IsOurs;
}

export interface Worker {
  /** Ends the rest. While it looks, it looks once more after that: no wake is lost. */
  wake(): void;
  /** Stops; settles once the look under way has ended. */
  close(): Promise<void>;
}

/** Looks for work, one look after the other, until closed. Does not keep a process alive. */
export function startWorker(options: WorkerOptions): Worker {
  const { look, restMs, retryMs = restMs, firstMs = 0, onError, isOurs } = options;
  const stopping = new AbortController();
  let resting = new AbortController();

  const rest = (ms: number) =>
    sleep(ms, undefined, { signal: resting.signal, ref: false }).catch(() => {});

  /** Looks once; says how long to rest then, ms. */
  async function lookOnce(): Promise<number> {
    try {
      if (isOurs && !(await isOurs())) return ASK_AGAIN_MS;
      return (await look(stopping.signal)) === true ? 0 : restMs;
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
      return retryMs;
    }
  }

  const done = (async () => {
    if (firstMs > 0) await rest(firstMs);
    while (!stopping.signal.aborted) {
      // Who wakes it from here on is heard after this look.
      resting = new AbortController();
      const ms = await lookOnce();
      if (!stopping.signal.aborted) await rest(ms);
    }
  })();

  return {
    wake: () => resting.abort(),
    close() {
      stopping.abort();
      resting.abort();
      return done;
    },
  };
}
