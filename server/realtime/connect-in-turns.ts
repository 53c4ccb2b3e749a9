const EVERY_MS = 10;
/** The event loop is on time where a turn comes no later than this after it was due, ms. */
const ON_TIME_MS = 10;
/** How many are let in at a turn that is on time; at one that is late one for every turn that should have been, a hundred a second. */
const ON_TIME = 8;

export interface TurnsOptions {
  nowMs?: () => number;
  /** Has something done in so many ms. */
  later?: (work: () => void, ms: number) => void;
}

interface Waiting {
  letIn: () => void;
  isGone: () => boolean;
}

/**
 * A queue in front of a door through which thousands come back together: each brings a connection to set up and hours of fixes to read, so
 * fewer are let in while the event loop is late, and those who are in already are answered meanwhile. Where nobody waits whoever comes goes on
 * at once.
 */
export function createTurns({
  nowMs = () => performance.now(),
  later = setTimeout,
}: TurnsOptions = {}) {
  let waiting: Waiting[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  let isPlanned = false;

  function plan(): void {
    isPlanned = true;
    const plannedMs = nowMs();
    later(() => {
      lastMs = nowMs();
      const passedMs = lastMs - plannedMs;
      take(passedMs - EVERY_MS <= ON_TIME_MS ? ON_TIME : Math.floor(passedMs / EVERY_MS));
      isPlanned = waiting.length > 0;
      if (isPlanned) plan();
    }, EVERY_MS);
  }

  /** Who has gone meanwhile goes on, to be told so, and takes nobody's turn. */
  function take(most: number): void {
    let [at, taken] = [0, 0];
    for (; at < waiting.length && taken < most; at++) {
      if (!waiting[at]!.isGone()) taken++;
      waiting[at]!.letIn();
    }
    waiting = waiting.slice(at);
  }

  /** Settles when its turn has come, or at the next one when whoever waits is gone. */
  return async function turn(isGone: () => boolean): Promise<void> {
    if (!isPlanned && nowMs() - lastMs >= EVERY_MS) {
      lastMs = nowMs();
      return;
    }
    await new Promise<void>((letIn) => {
      waiting.push({ letIn, isGone });
      if (!isPlanned) plan();
    });
  };
}
