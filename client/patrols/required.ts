import type { Patrol } from '../../server/contract/patrol.ts';
import type { ReasonCode } from '../../server/contract/verdict.ts';

const SAYING: Record<'effectiveMin' | 'coverage', readonly ReasonCode[]> = {
  effectiveMin: ['duration-short', 'duration-uncertain'],
  coverage: ['coverage-low', 'coverage-uncertain'],
};

/** What a figure had to reach, where one of the patrol's reasons says it; null where none does. */
export const requiredOf = (patrol: Patrol, figure: keyof typeof SAYING): number | null =>
  patrol.reasons.find((r) => SAYING[figure].includes(r.code))?.required ?? null;
