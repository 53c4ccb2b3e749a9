import type { FixRow } from '../db/fixes/columns.ts';
import { createFixPartitions } from '../db/fixes/partitions.ts';
import { storeFixes } from '../db/fixes/store-fixes.ts';
import type { Db } from '../db/store/open.ts';
import { within } from '../db/store/within.ts';
import { isStoreLost, Refusal } from '../errors.ts';

export interface BatchWriterOptions {
  /** Stores rows in one commit and says of each whether it is new. */
  insert: (rows: FixRow[]) => Promise<boolean[]>;
  /** Most rows in one commit. */
  maxRows?: number;
  /** Most rows waiting; beyond it a batch is turned away and the handheld sends it again. */
  maxQueued?: number;
  /** Commits under way at once. */
  parallel?: number;
  /** A commit that takes longer is given up: its fixes get no receipt, whatever becomes of it. */
  commitMaxMs?: number;
}

interface Item {
  rows: FixRow[];
  resolve: (stored: boolean[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: batches that arrive while a commit is under way share the next one. Each batch's promise settles
 * only after its commit, saying of each row whether it is new; it rejects when none has a receipt coming.
 */
export function createBatchWriter(options: BatchWriterOptions) {
  const { insert, maxRows = 5_000, maxQueued = 50_000, parallel = 2 } = options;
  const { commitMaxMs = 10_000 } = options;
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

  async function store(items: Item[]): Promise<void> {
    try {
      const stored = await within(commitMaxMs, insert(items.flatMap(({ rows }) => rows)));
      for (const { rows, resolve } of items) resolve(stored.splice(0, rows.length));
    } catch (error) {
      // Rows that cannot be stored must not cost the batches they share a commit with.
      if (items.length > 1 && !isPassing(error)) for (const item of items) await store([item]);
      else for (const { reject } of items) reject(error);
    }
  }

  async function run(): Promise<void> {
    if (running >= parallel) return;
    running++;
    while (queue.length) {
      const items = take();
      await store(items);
      for (const { rows } of items) queued -= rows.length;
    }
    running--;
    if (running === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    write(rows: FixRow[]): Promise<boolean[]> {
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

const isPassing = (error: unknown) => error instanceof Refusal || isStoreLost(error);

/**
 * A writer over the store. Ended patrols that fixes lie in are due for judgement `settleMs` later. `timed` is called when a commit begins,
 * what it returns when the commit is done.
 */
export function createFixWriter(options: {
  db: Db;
  now: () => number;
  settleMs: number;
  timed: () => () => unknown;
}) {
  const { db, now, settleMs, timed } = options;
  const partitions = createFixPartitions(db);
  return createBatchWriter({
    async insert(rows) {
      const end = timed();
      const stored = await storeFixes(db, partitions, rows, now() + settleMs);
      end();
      return stored;
    },
  });
}
