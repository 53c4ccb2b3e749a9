import type { Scale, ScoringTerm } from '../../contract/scoring/rules.ts';
import type { TermScore } from '../../contract/scoring/scores.ts';
import { roundPoints } from './round-points.ts';

/** Points of a value on a scale, from 0 to `max`, and how they came about in figures. */
const SCALES: {
  [K in Scale['kind']]: (
    scale: Extract<Scale, { kind: K }>,
    value: number,
    max: number,
  ) => { points: number; working: string };
} = {
  linear: ({ zeroAt, fullAt }, value, max) => {
    const share = (value - zeroAt) / (fullAt - zeroAt);
    const points = roundPoints(Math.min(1, Math.max(0, share)) * max);
    const sign = fullAt > zeroAt ? ['<=', '>='] : ['>=', '<='];
    if (share <= 0) return { points, working: `${value} ${sign[0]} ${zeroAt}: 0` };
    if (share >= 1) return { points, working: `${value} ${sign[1]} ${fullAt}: ${max}` };
    return {
      points,
      working: `(${value} - ${zeroAt}) / (${fullAt} - ${zeroAt}) x ${max} = ${points}`,
    };
  },
  steps: ({ steps }, value, max) => {
    const reached = [...steps].sort((a, b) => b.from - a.from).find(({ from }) => value >= from);
    const points = roundPoints((reached?.share ?? 0) * max);
    return {
      points,
      working: reached
        ? `${value} >= ${reached.from}: ${reached.share} x ${max} = ${points}`
        : `${value} < ${Math.min(...steps.map(({ from }) => from))}: 0`,
    };
  },
  each: ({ points: each }, value, max) => {
    const all = roundPoints(value * each);
    return all > max
      ? { points: max, working: `${value} x ${each} = ${all} > ${max}: ${max}` }
      : { points: all, working: `${value} x ${each} = ${all}` };
  },
};

/** What one value is worth by a term. An undefined value (null) leaves a scored term out unless the term says otherwise; elsewhere it is worth nothing. */
export function scoreTerm(term: ScoringTerm, value: number | null): TermScore {
  const sign = term.role === 'deduction' ? -1 : 1;
  if (value === null) {
    const missing = term.missing ?? (term.role === 'scored' ? 'leave-out' : 'zero');
    const points = { 'leave-out': null, zero: 0, full: term.max }[missing];
    return {
      id: term.id,
      value,
      points: points === null ? null : sign * points + 0,
      working: points === null ? '–' : `–: ${points}`,
    };
  }
  const score = SCALES[term.scale.kind] as (
    scale: Scale,
    value: number,
    max: number,
  ) => { points: number; working: string };
  const { points, working } = score(term.scale, value, term.max);
  return { id: term.id, value, points: sign * points + 0, working };
}
