import { BATCH_MAX } from '../contract/fixes/fix.ts';
import type { Refusal } from '../errors.ts';
import { createDrain } from './drain.ts';
import { createLane } from './lane.ts';
import { muchWaits } from './much-waits.ts';

export interface LargeBatchesOptions {
  /** Rows begun in one turn of the event loop. */
  turnRows?: number;
  /** Rows that may wait for their turn; beyond it a batch is turned away unread. */
  maxWaiting?: number;
  /** Rows begun and not stored yet, beyond which no other batch begins: as many as commits under way and the next ones hold. */
  maxUnderWay?: number;
  /** Has something done once the event loop has looked at all sockets again. */
  nextTurn?: (work: () => void) => void;
}

/** Rows a ms, before any were seen. */
const FIRST_PACE = 25;
/** The pace is that of about so much time in which something waited, ms. */
const PACE_MS = 3_000;

interface Item {
  rows: number;
  begin: () => Promise<unknown>;
}

/**
 * Large batches in turns of one thread: reading, checking and marking one takes as long as dozens of single fixes, so in every turn of the event
 * loop no more are begun than one batch may hold, and what comes from other sockets goes between. What waits is bounded; who is turned away is
 * told a time by which all that waits and all who were told to come before are done, at the pace of late.
 */
export function createLargeBatches(options: LargeBatchesOptions = {}) {
  const { turnRows = BATCH_MAX, maxWaiting = 20_000, maxUnderWay = 4_000 } = options;
  const { nextTurn = setImmediate } = options;
  const lane = createLane<Item>();
  let underWay = 0;
  let isTurnAhead = false;
  /** Rows done while others waited, and how long that took: where nothing waits it is the handhelds that are slow. */
  let done = { rows: FIRST_PACE * PACE_MS, ms: PACE_MS };
  let waitingSinceMs = 0;
  /** By when all who were turned away may have come, ms. */
  let promisedMs = 0;
  const { drain, less } = createDrain(() => underWay + lane.rows());

  function plan(): void {
    if (isTurnAhead || lane.rows() === 0 || underWay >= maxUnderWay) return;
    isTurnAhead = true;
    nextTurn(() => {
      isTurnAhead = false;
      for (const item of lane.take(turnRows, true)) void run(item);
      plan();
    });
  }

  async function run({ begin, rows }: Item): Promise<void> {
    underWay += rows;
    await begin();
    underWay -= rows;
    if (lane.rows() > 0) {
      const nowMs = performance.now();
      const kept = done.ms > 2 * PACE_MS ? 1 / 2 : 1;
      done = {
        rows: kept * (done.rows + rows),
        ms: kept * (done.ms + nowMs - waitingSinceMs),
      };
      waitingSinceMs = nowMs;
    }
    plan();
    less();
  }

  function refusal(rows: number): Refusal {
    const nowMs = performance.now();
    const pace = done.rows / done.ms;
    promisedMs = Math.max(promisedMs, nowMs + lane.rows() / pace) + rows / pace;
    return muchWaits(promisedMs - nowMs);
  }

  return {
    /** Does the work of a batch of about so many rows when its turn has come; rejects with a Refusal, nothing done, where too much waits. */
    inTurn<T>(rows: number, work: () => Promise<T>): Promise<T> {
      if (lane.rows() + rows > maxWaiting) return Promise.reject(refusal(rows));
      if (lane.rows() === 0) waitingSinceMs = performance.now();
      return new Promise((resolve, reject) => {
        lane.add({ rows, begin: () => work().then(resolve, reject) });
        plan();
      });
    },
    waitingRows: lane.rows,
    /** Settles when all that waits is done. */
    drain,
  };
}
