import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { OUTCOMES, type Outcome, type SignalCode } from '../../server/contract/patrols/verdict.ts';
import { judgeLabelled } from './judge.ts';
import { generatePatrol, type Kind, type PatrolOptions } from './patrols.ts';

/** A run of patrols of one kind, by their numbers under a seed. */
export interface Sample {
  kind: Kind;
  seed: string;
  from: number;
  count: number;
  company: NonNullable<PatrolOptions['company']>;
}

/** How a sample was judged. */
export interface Tally extends Sample {
  ruleSet: string;
  outcomes: Record<Outcome, number>;
  /** Patrols called suspicious, with the strong signals. */
  accused: { number: number; codes: SignalCode[] }[];
  /** Patrols with some signal too weak to count, by signal. */
  weak: Partial<Record<SignalCode, number>>;
}

export const noOutcomes = () =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;

/** Judges a sample. Equal samples give equal tallies. */
export function tallySample(sample: Sample): Tally {
  const { kind, seed, from, count, company } = sample;
  const tally: Tally = {
    ...sample,
    ruleSet: RULE_SET,
    outcomes: noOutcomes(),
    accused: [],
    weak: {},
  };
  for (let number = from; number < from + count; number++) {
    const { outcome, signals } = judgeLabelled(
      generatePatrol(kind, `${seed}/${number}`, { company }),
    );
    tally.outcomes[outcome]++;
    const codes = signals.filter(({ strength }) => strength === 'strong').map(({ code }) => code);
    if (outcome === 'suspicious') tally.accused.push({ number, codes });
    for (const { code, strength } of signals)
      if (strength === 'weak') tally.weak[code] = (tally.weak[code] ?? 0) + 1;
  }
  return tally;
}

export default tallySample;
