import type { NormRules } from '../../contract/norms/norm.ts';
import { alertContradictions, normContradictions } from '../verification/norm-contradictions.ts';

/** How rules contradict themselves, as sentences; empty for sound rules. */
export const ruleDefects = (rules: NormRules): string[] =>
  [...normContradictions(rules), ...alertContradictions(rules)].map(
    (name) => `the norm contradicts itself: ${name}`,
  );

/** Why a norm must not be published, as sentences that say what is allowed; empty where it may. */
export function publicationDefects(norm: {
  rules: NormRules;
  fromMs: number;
  nowMs: number;
}): string[] {
  return [
    ...(norm.fromMs < norm.nowMs
      ? [
          `a norm holds from a moment to come: ${new Date(norm.fromMs).toISOString()} is past, and what is past was judged by what held then`,
        ]
      : []),
    ...ruleDefects(norm.rules),
  ];
}
