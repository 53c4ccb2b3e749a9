import { grouped } from '../words/figure.ts';
import measured from './honest-walks.json' with { type: 'json' };
import type { SignalCode } from './verdict.ts';

/** Patrols of a kind by signal. */
type BySignal = Partial<Record<SignalCode, number>>;

/** Accused per 100,000, with the 95 % interval; of none found, from 0 to the bound by the rule of three. */
export interface Per100000 {
  rate: number;
  low: number;
  high: number;
}

/** What was counted of a kind of honest walk: patrols called suspicious, with a signal too weak to count, and with a strong one. */
export interface KindCounts {
  patrols: number;
  accused: number;
  weak: BySignal;
  strong: BySignal;
}

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
  per100000: Per100000;
  /** Expected a year, and at most by that interval. */
  aYear: { officers: number; patrolsEach: number; accused: number; most: number };
  /** Each signal, `weak` also where it was strong. */
  signals: Record<SignalCode, { weak: SignalShown; strong: SignalShown }>;
  kinds: Record<string, KindCounts & { per100000: Per100000 }>;
  /** Counts of every second lot of patrols, by which the bounds of the others are tried. */
  heldOut: Record<string, KindCounts>;
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

/** The same by kind, as rows of a Markdown table: what `nameOf` calls it, patrols, accused, per 100,000 with its interval. */
export const falseAccusationRows = (
  { kinds }: HonestWalks,
  nameOf: (kind: string) => string,
): string =>
  Object.entries(kinds)
    .map(
      ([
        kind,
        {
          patrols,
          accused,
          per100000: { rate, low, high },
        },
      ]) => {
        const told = `${grouped(rate)} [${grouped(low)}, ${grouped(high)}]`;
        return `| ${nameOf(kind)} | ${grouped(patrols)} | ${grouped(accused)} | ${told} |`;
      },
    )
    .join('\n');
