import { grouped } from '../words/figure.ts';
import measured from './honest-walks.json' with { type: 'json' };
import type { SignalCode } from './verdict.ts';

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
  /** By kind of honest walk; `weak` are patrols with some signal too weak to count. */
  kinds: Record<
    string,
    { patrols: number; accused: number; weak: Partial<Record<SignalCode, number>> }
  >;
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
