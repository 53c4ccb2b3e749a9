import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import type { MarginSignal } from '../../server/domain/verification/integrity/margins.ts';
import { marginsOf } from './judge.ts';
import { generatePatrol } from './patrols.ts';
import type { Sample } from './tally.ts';

/** How near the patrols of a sample come to each strong signal, in the order of their numbers; four digits. */
export interface SampleMargins extends Sample {
  ruleSet: string;
  margins: Record<MarginSignal, number[]>;
}

/** Equal samples give equal margins. */
export default function sampleMargins(sample: Sample): SampleMargins {
  const { kind, seed, from, count, company } = sample;
  const walks = Array.from({ length: count }, (_, k) =>
    marginsOf(generatePatrol(kind, `${seed}/${from + k}`, { company })),
  );
  const codes = Object.keys(walks[0] ?? {}) as MarginSignal[];
  const margins = Object.fromEntries(
    codes.map((code) => [code, walks.map((walk) => Number(walk[code].toPrecision(4)))]),
  ) as SampleMargins['margins'];
  return { ...sample, ruleSet: RULE_SET, margins };
}
