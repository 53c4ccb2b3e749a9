import type { FileProblem } from '../../contract/file-problem.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { alertContradictions, normContradictions } from '../verification/norm-contradictions.ts';

/** How rules contradict themselves; empty for sound rules. */
export const ruleDefects = (rules: NormRules): FileProblem[] =>
  [...normContradictions(rules), ...alertContradictions(rules)].map((code) => ({
    code,
    values: {},
  }));

/** Why a norm must not be published, and so what is allowed; empty where it may. */
export function publicationDefects(norm: {
  rules: NormRules;
  fromMs: number;
  nowMs: number;
}): FileProblem[] {
  const from = new Date(norm.fromMs).toISOString();
  return [
    ...(norm.fromMs < norm.nowMs ? [{ code: 'from-is-past', values: { from } } as const] : []),
    ...ruleDefects(norm.rules),
  ];
}
