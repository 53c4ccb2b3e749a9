import { Refusal } from '../errors.ts';

/** Whoever is turned away is told to come again in so long at least and at most, ms. */
const WAIT_MS = { least: 1_000, most: 60_000 };

/** Turns a batch away since too much waits, by when there may be room, ms from now. */
export const muchWaits = (ms: number): Refusal =>
  Refusal.later('much-waits', Math.min(WAIT_MS.most, Math.max(WAIT_MS.least, ms)), {
    code: 'unavailable',
  });
