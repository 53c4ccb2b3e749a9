import type { NormRules } from '../../contract/norm.ts';
import { alertContradictions, normContradictions } from '../verification/norm-contradictions.ts';

/** Why a norm must not be published, as sentences that say what is allowed; empty where it may. */
export function publicationDefects(norm: {
  rules: NormRules;
  fromMs: number;
  nowMs: number;
}): string[] {
  const contradictions = [...normContradictions(norm.rules), ...alertContradictions(norm.rules)];
  return [
    ...(norm.fromMs < norm.nowMs
      ? [
          `a norm holds from a moment to come: ${new Date(norm.fromMs).toISOString()} is past, and what is past was judged by what held then`,
        ]
      : []),
    ...contradictions.map((name) => `the norm contradicts itself: ${name}`),
  ];
}
