import { grouped } from '../words/figure.ts';
import measured from './honest-walks.json' with { type: 'json' };
import type { SignalCode } from './verdict.ts';

/** Patrols of a kind by signal. */
type BySignal = Partial<Record<SignalCode, number>>;

/** How often honest walks showed a signal, of all kinds alike. */
export interface SignalShown {
  shown: number;
  /** At least so many honest walks come to one that shows it: the exact upper bound of the share, 95 %, rounded down. */
  oneIn: number;
  /** The kind that showed it most; null: none did. */
  most: { kind: string; shown: number; patrols: number } | null;
}

/** What was measured on seeded honest patrols; `npm run conformance -- --rare --publish` writes it. */
export interface HonestWalks {
  ruleSet: string;
  seed: number;
  patrols: number;
  /** Called suspicious. */
  accused: number;
  /** The same per 100,000 with its 95 % interval; of none, from 0 to the bound by the rule of three. */
  per100000: { rate: number; low: number; high: number };
  /** Expected a year, and at most by that interval. */
  aYear: { officers: number; patrolsEach: number; accused: number; most: number };
  /** Each signal, `weak` also where it was strong. */
  signals: Record<SignalCode, { weak: SignalShown; strong: SignalShown }>;
  /** By kind of honest walk: patrols with a signal too weak to count, and with a strong one. */
  kinds: Record<string, { patrols: number; accused: number; weak: BySignal; strong: BySignal }>;
  /** The same of every second lot of patrols, by which the bounds of the others are tried. */
  heldOut: HonestWalks['kinds'];
}

export const HONEST_WALKS: HonestWalks = measured;

/** Values of the sentence that tells how often honest patrols are accused. */
export function falseAccusationsTold(walks: HonestWalks): Record<string, string> {
  const { accused, aYear, kinds, patrols, per100000, ruleSet } = walks;
  return {
    ruleSet,
    patrols: grouped(patrols),
    kinds: grouped(Object.keys(kinds).length),
    accused: grouped(accused),
    rate: grouped(per100000.rate),
    low: grouped(per100000.low),
    high: grouped(per100000.high),
    officers: grouped(aYear.officers),
    each: grouped(aYear.patrolsEach),
    year: grouped(aYear.accused),
    most: grouped(aYear.most),
  };
}
