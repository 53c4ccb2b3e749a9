import { HOUR_MS } from '../../contract/units.ts';

const FIRST_MS = 10_000;
const LONGEST_MS = HOUR_MS;
const DOUBLINGS_MAX = 20;

/**
 * Milliseconds to wait after the `attempts`-th failed attempt (from 1): doubling from 10 s to an hour, half of it fixed and half drawn
 * (equal jitter, M. Brooker, "Exponential Backoff And Jitter", 2015), or what the receiver asked for by Retry-After where that
 * is longer, an hour at most.
 *
 * @param drawn uniform in [0, 1)
 * @param retryAfterS seconds of the answer's Retry-After
 */
export function retryDelayMs(attempts: number, drawn: number, retryAfterS = 0): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(DOUBLINGS_MAX, attempts - 1));
  const delay = full / 2 + (full / 2) * drawn;
  return Math.round(Math.min(LONGEST_MS, Math.max(delay, retryAfterS * 1000)));
}
