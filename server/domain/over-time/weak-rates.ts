import { HONEST_WALKS } from '../../contract/patrols/honest-walks.ts';
import type { SignalCode } from '../../contract/patrols/verdict.ts';
import { wilson } from '../wilson.ts';

/**
 * Signals weighed over weeks: those that say a track was made or is another's. What a handheld, a clock or a place does the same way
 * every day (mock setting, frozen, late, shifted clock, listed networks) is no news on the second day, and riding is no untruth.
 */
const WEIGHED = [
  'too-smooth',
  'replayed',
  'two-in-one-pocket',
  'several-accounts',
  'forged-sequence',
] as const satisfies SignalCode[];
export type Weighed = (typeof WEIGHED)[number];

/** People and places within a kind differ. */
const MARGIN = 2;

/**
 * The most an honest patrol is taken to show each as weak: twice the upper end of the 95 % interval of that kind of honest walk that
 * shows it most, as the conformance kit measured it.
 */
export const WEAK_RATES = Object.fromEntries(
  WEIGHED.map((code) => [
    code,
    MARGIN *
      Math.max(
        ...Object.values(HONEST_WALKS.kinds).map(
          ({ patrols, weak }) => wilson(weak[code] ?? 0, patrols).high,
        ),
      ),
  ]),
) as Record<Weighed, number>;
