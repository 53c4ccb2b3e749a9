import { MINUTE_MS } from '../contract/units.ts';
import { createFixInsert } from '../db/fixes/copy-fixes.ts';
import { countOf, type FixFigures, joined } from '../db/fixes/figures.ts';
import { createFixPartitions } from '../db/fixes/partitions.ts';
import { createShards } from '../db/fixes/shards.ts';
import { storeFixes } from '../db/fixes/store-fixes.ts';
import type { Db } from '../db/store/open.ts';
import { within } from '../db/store/within.ts';
import { isStoreLost, Refusal } from '../errors.ts';
import { createDrain } from './drain.ts';
import { createLane } from './lane.ts';
import { muchWaits } from './much-waits.ts';

export interface BatchWriterOptions {
  /** Stores fixes in one commit and says of each whether it is new. */
  insert: (fixes: FixFigures) => Promise<boolean[]>;
  /** Most rows in one commit. */
  maxRows?: number;
  /** Most rows waiting; beyond it a batch is turned away and the handheld sends it again. */
  maxQueued?: number;
  /**
   * Where commits begin one after the other, so long at least from one to the next, unless as many rows wait as one holds: what comes
   * meanwhile shares it. A commit costs the store as much as a hundred rows in it.
   */
  gatherMs?: number;
  /** Commits under way at once, one fewer of backlog alone: live positions never wait for one of those to end. */
  parallel?: number;
  /** A commit that takes longer is given up: its fixes get no receipt, whatever becomes of it. */
  commitMaxMs?: number;
}

/** Positions told later than this are backlog: what is live goes first. */
const LIVE_MS = 5 * MINUTE_MS;
/** Backlog may fill so much of the queue, and where both wait it gets so much of a commit: live positions find room, and it moves on. */
const BACKLOG_OF = { queue: 1 / 2, commit: 1 / 5 };
/** A hundred commits a second at most where fixes come one by one. */
const GATHER_MS = 10;

interface Item {
  lane: 'live' | 'backlog';
  fixes: FixFigures;
  /** How many. */
  rows: number;
  resolve: (stored: boolean[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: batches that arrive while a commit is under way share the next one, live ones before backlog. Each batch's promise settles
 * only after its commit, saying of each row whether it is new; it rejects when none has a receipt coming. Beyond its bounds it is turned away
 * with how long to wait: what is queued at the pace of late.
 */
export function createBatchWriter(options: BatchWriterOptions) {
  const { insert, maxRows = 5_000, maxQueued = 50_000, parallel = 3 } = options;
  const { commitMaxMs = 10_000, gatherMs = 0 } = options;
  const lanes = { live: createLane<Item>(), backlog: createLane<Item>() };
  /** Rows that wait or are being stored. */
  const held = { live: 0, backlog: 0 };
  let running = 0;
  /** Commits under way in which nothing is live. */
  let ofBacklog = 0;
  let begunMs = Number.NEGATIVE_INFINITY;
  let isGathering = false;
  /** Rows stored in a ms, lately; a full commit a second before any was seen. */
  let pace = maxRows / 1_000;

  function take(): Item[] {
    const { live, backlog } = lanes;
    if (live.rows() === 0 && ofBacklog >= Math.max(1, parallel - 1)) return [];
    const kept = Math.min(backlog.rows(), maxRows * BACKLOG_OF.commit);
    const items = live.take(maxRows - kept, true);
    return [...items, ...backlog.take(maxRows - rowsOf(items), items.length === 0)];
  }

  async function store(items: Item[]): Promise<void> {
    const began = performance.now();
    try {
      const stored = await within(commitMaxMs, insert(joined(items.map(({ fixes }) => fixes))));
      let at = 0;
      for (const { rows, resolve } of items) {
        resolve(stored.slice(at, at + rows));
        at += rows;
      }
      const tookMs = Math.max(1, performance.now() - began);
      pace += 0.2 * ((rowsOf(items) * running) / tookMs - pace);
    } catch (error) {
      // Rows that cannot be stored must not cost the batches they share a commit with.
      if (items.length > 1 && !isPassing(error)) for (const item of items) await store([item]);
      else for (const { reject } of items) reject(error);
    }
  }

  const queuedRows = () => held.live + held.backlog;
  const { drain, less } = createDrain(queuedRows);

  async function commit(items: Item[]): Promise<void> {
    const isBacklog = items.every(({ lane }) => lane === 'backlog');
    running++;
    if (isBacklog) ofBacklog++;
    await store(items);
    running--;
    if (isBacklog) ofBacklog--;
    for (const { lane, rows } of items) held[lane] -= rows;
    run();
    less();
  }

  /** Begins the next commit, if there is one to begin by now. */
  function run(): void {
    if (running >= parallel) return;
    const waiting = lanes.live.rows() + lanes.backlog.rows();
    const restMs = begunMs + gatherMs - performance.now();
    if (waiting > 0 && waiting < maxRows && restMs > 0) {
      if (isGathering) return;
      isGathering = true;
      setTimeout(() => {
        isGathering = false;
        run();
      }, restMs);
      return;
    }
    const items = take();
    if (items.length === 0) return;
    begunMs = performance.now();
    void commit(items);
  }

  /** Why so many more are turned away now; undefined: there is room. */
  function refusalOf(lane: Item['lane'], rows: number): Refusal | undefined {
    const all = queuedRows();
    const isFull =
      all + rows > maxQueued ||
      (lane === 'backlog' && held.backlog + rows > maxQueued * BACKLOG_OF.queue);
    return isFull ? muchWaits(all / pace) : undefined;
  }

  return {
    refusalOf,
    write(fixes: FixFigures): Promise<boolean[]> {
      const rows = countOf(fixes);
      const lane = laneOf(fixes.t, (i) => fixes.sentMs[i] || fixes.receivedMs[i]!);
      const refusal = refusalOf(lane, rows);
      if (refusal) return Promise.reject(refusal);
      held[lane] += rows;
      return new Promise((resolve, reject) => {
        lanes[lane].add({ lane, fixes, rows, resolve, reject });
        run();
      });
    },
    queuedRows,
    /** Settles when everything taken so far is stored or turned away. */
    drain,
  };
}

const rowsOf = (items: readonly Item[]) => items.reduce((sum, { rows }) => sum + rows, 0);

/** By the age of the newest position when it was sent, both by the handheld's clock where it tells it. */
function laneOf(t: ArrayLike<number>, toldMs: (i: number) => number): Item['lane'] {
  for (let i = 0; i < t.length; i++) if (toldMs(i) - t[i]! <= LIVE_MS) return 'live';
  return t.length === 0 ? 'live' : 'backlog';
}

const isPassing = (error: unknown) => error instanceof Refusal || isStoreLost(error);

/**
 * A writer over the store, one for each place in which fixes lie: commits of a distributed store stay on one worker, so that a lost one costs
 * only its own handhelds their receipts. Ended patrols that fixes lie in are due for judgement `settleMs` later. `timed` is called when a
 * commit begins, what it returns when the commit is done.
 */
export function createFixWriter(options: {
  db: Db;
  now: () => number;
  settleMs: number;
  timed: () => () => unknown;
}) {
  const { db, now, settleMs, timed } = options;
  const partitions = createFixPartitions(db);
  const insertRows = createFixInsert();
  const shards = createShards(db, now);
  const writers = new Map<string, ReturnType<typeof createBatchWriter>>();
  /** Batches of which it is not known yet where they go. */
  const placing = new Set<Promise<string>>();

  function writerAt(place: string) {
    const known = writers.get(place);
    if (known) return known;
    const writer = createBatchWriter({
      gatherMs: GATHER_MS,
      async insert(fixes) {
        const end = timed();
        const stored = await storeFixes(db, partitions, fixes, now() + settleMs, insertRows);
        end();
        return stored;
      },
    });
    writers.set(place, writer);
    return writer;
  }

  return {
    /** Why a batch told at `toldMs` is turned away whatever it holds: nowhere is room for it. Asked before anything is done with it. */
    refusalOf(t: ArrayLike<number>, toldMs: number): Refusal | undefined {
      const lane = laneOf(t, () => toldMs);
      const refusals = [...writers.values()].map((writer) => writer.refusalOf(lane, t.length));
      return refusals.every(Boolean) ? refusals[0] : undefined;
    },
    /** Fixes of one handheld. */
    write(fixes: FixFigures): Promise<boolean[]> {
      if (countOf(fixes) === 0) return Promise.resolve([]);
      const place = shards.placeOf(fixes.handheldId[0]!);
      const written = place.then((at) => writerAt(at).write(fixes));
      placing.add(place);
      place.catch(() => {}).finally(() => placing.delete(place));
      return written;
    },
    queuedRows: () => [...writers.values()].reduce((sum, writer) => sum + writer.queuedRows(), 0),
    drain: async () => {
      await Promise.allSettled(placing);
      await Promise.all([...writers.values()].map((writer) => writer.drain()));
    },
  };
}
