import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
export interface BrakeOptions {
  /** Failures that cost no waiting. */
  free: number;
  /** Waiting after the first one beyond, ms; it doubles with each. */
  firstMs: number;
  /** Longest waiting, ms: who is kept out by another's guesses is kept out no longer. */
  mostMs: number;
  /** Without a failure for so long, all is forgotten, ms. */
  forgetMs: number;
  /** Keys kept at most; the one that failed longest ago goes first. */
  keys: number;
}

const USUAL: BrakeOptions = {
  free: 5,
  firstMs: 1_000,
  mostMs: MINUTE_MS,
  forgetMs: HOUR_MS,
  keys: 100_000,
};

/** Slows guessing down: after a few failures under one key, each further one makes the next try wait twice as long. Moments Unix ms. */
export function createBrake(options: Partial<BrakeOptions> = {}) {
  const { free, firstMs, mostMs, forgetMs, keys } = { ...USUAL, ...options };
  const failures = new Map<string, { count: number; at: number }>();

  /** How long a key still has to wait, ms; 0: it may try. */
  function waitMs(key: string, now: number): number {
    const known = failures.get(key);
    if (!known || known.count < free || now - known.at >= forgetMs) return 0;
    const wait = Math.min(mostMs, firstMs * 2 ** Math.min(known.count - free, 30));
    return Math.max(0, known.at + wait - now);
  }

  return {
    waitMs,
    failed(key: string, now: number): void {
      const known = failures.get(key);
      const count = known && now - known.at < forgetMs ? known.count + 1 : 1;
      // Set anew, so that the order is that of the last failures.
      failures.delete(key);
      failures.set(key, { count, at: now });
      if (failures.size > keys) failures.delete(failures.keys().next().value!);
    },
    /** Whether there was something to forget. */
    succeeded: (key: string) => failures.delete(key),
  };
}

export type Brake = ReturnType<typeof createBrake>;

/** A guess under a key of a brake. */
export interface Guess {
  brake: string;
  key: string;
  right: boolean;
}

/** Brakes by name; what is guessed under them is told, for others to hear. */
export function createBrakes(tell: (guess: Guess) => void = () => {}) {
  const brakes = new Map<string, Brake>();
  return {
    of(name: string, options: Partial<BrakeOptions> = {}): Brake {
      const brake = createBrake(options);
      brakes.set(name, brake);
      return {
        waitMs: brake.waitMs,
        failed(key, now) {
          brake.failed(key, now);
          tell({ brake: name, key, right: false });
        },
        succeeded(key) {
          const isForgotten = brake.succeeded(key);
          if (isForgotten) tell({ brake: name, key, right: true });
          return isForgotten;
        },
      };
    },
    /** Counts what was guessed elsewhere. */
    hear({ brake, key, right }: Guess, now: number): void {
      if (right) brakes.get(brake)?.succeeded(key);
      else brakes.get(brake)?.failed(key, now);
    },
  };
}

export type Brakes = ReturnType<typeof createBrakes>;
