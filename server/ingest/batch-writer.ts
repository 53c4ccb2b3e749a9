import type { FixRow } from '../db/insert-fixes.ts';
import { Refusal } from '../errors.ts';

export interface BatchWriterOptions {
  /** Stores rows in one commit and says which keys are new. */
  insert: (rows: FixRow[]) => Promise<Set<string>>;
  /** Most rows in one commit. */
  maxRows?: number;
  /** Most rows waiting; beyond it a batch is turned away and the handheld sends it again. */
  maxQueued?: number;
  /** Commits under way at once. */
  parallel?: number;
}

interface Item {
  rows: FixRow[];
  resolve: (stored: Set<string>) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: batches that arrive while a commit is under way share the next one. Each batch's promise settles
 * only after its commit, with the keys that were new; it rejects when nothing of it was stored.
 */
export function createBatchWriter(options: BatchWriterOptions) {
  const { insert, maxRows = 5_000, maxQueued = 50_000, parallel = 2 } = options;
  const queue: Item[] = [];
  let queued = 0;
  let running = 0;
  let idle: (() => void)[] = [];

  function take(): Item[] {
    const items: Item[] = [];
    let rows = 0;
    while (queue.length && (items.length === 0 || rows + queue[0]!.rows.length <= maxRows)) {
      const item = queue.shift()!;
      rows += item.rows.length;
      items.push(item);
    }
    return items;
  }

  async function run(): Promise<void> {
    if (running >= parallel) return;
    running++;
    while (queue.length) {
      const items = take();
      const rows = items.flatMap((item) => item.rows);
      try {
        const stored = await insert(rows);
        for (const item of items) item.resolve(stored);
      } catch (error) {
        for (const item of items) item.reject(error);
      }
      queued -= rows.length;
    }
    running--;
    if (running === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    write(rows: FixRow[]): Promise<Set<string>> {
      if (queued + rows.length > maxQueued)
        return Promise.reject(new Refusal('unavailable', 'too much is waiting to be stored'));
      queued += rows.length;
      return new Promise((resolve, reject) => {
        queue.push({ rows, resolve, reject });
        void run();
      });
    },
    queuedRows: () => queued,
    /** Settles when everything taken so far is stored or turned away. */
    drain: () => (running ? new Promise<void>((resolve) => idle.push(resolve)) : Promise.resolve()),
  };
}
