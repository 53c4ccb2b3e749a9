import type { NormRules } from '../norms/norm.ts';
import { type Requirement, requirementOf } from './requirement.ts';
import type { Interval, Verdict } from './verdict.ts';

/** One estimate of a verdict with what is required of it. */
interface Figure {
  key: 'effective' | 'coverage' | 'timeInGrid' | 'distance';
  interval: Interval;
  required: number | null;
  requirement: Requirement;
  unit: 'min' | 'share' | 'm';
}

/** Each estimate with what is required of it. */
export const figuresOf = ({ reasons, measures }: Verdict, rules: NormRules): Figure[] => {
  const { accepted } = measures.fixes;
  return [
    {
      key: 'effective',
      interval: measures.effectiveMin,
      required: rules.minutesPerPatrol,
      requirement: requirementOf(reasons, 'effectiveMin', accepted),
      unit: 'min',
    },
    {
      key: 'coverage',
      interval: measures.coverage,
      required: rules.coveragePerPatrol,
      requirement: requirementOf(reasons, 'coverage', accepted),
      unit: 'share',
    },
    {
      key: 'timeInGrid',
      interval: measures.timeInGridMin,
      required: null,
      requirement: 'not-judged',
      unit: 'min',
    },
    {
      key: 'distance',
      interval: measures.distanceM,
      required: null,
      requirement: 'not-judged',
      unit: 'm',
    },
  ];
};
