import type { NormRules } from '../norms/norm.ts';
import { type Requirement, requirementOf } from './requirement.ts';
import type { Interval, Verdict } from './verdict.ts';

/** One estimate of a verdict with what is required of it. */
interface Figure {
  key: 'effective' | 'coverage' | 'timeInGrid' | 'distance';
  interval: Interval;
  required: number | null;
  requirement: Requirement;
  /** What is said of that: also where it counts as met though the estimate is below. */
  says: Requirement | 'met-in-doubt';
  unit: 'min' | 'share' | 'm';
}

/** Each estimate with what is required of it. */
export const figuresOf = ({ reasons, measures }: Verdict, rules: NormRules): Figure[] => {
  const { accepted } = measures.fixes;
  const figures: Omit<Figure, 'says'>[] = [
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
  return figures.map((figure) => ({ ...figure, says: saysOf(figure) }));
};

const saysOf = ({ interval, required, requirement }: Omit<Figure, 'says'>): Figure['says'] =>
  requirement === 'met' && required !== null && interval.best < required
    ? 'met-in-doubt'
    : requirement;
