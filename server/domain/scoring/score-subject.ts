import type { ScoringSection, TermScore } from '../../contract/metrics/scoring.ts';
import { type IncidentRecord, sumRecords } from './incident-records.ts';
import { roundPoints } from './round-points.ts';
import { scoreTerm } from './score-term.ts';

export interface Scored {
  terms: TermScore[];
  /** What the scored terms are multiplied by for those left out. */
  factor: number;
  /** null where every scored term was left out. */
  total: number | null;
  max: number;
}

/**
 * The score of one subject by a section: base, scored terms (those left out have their weight spread over the others), bonus,
 * deductions; never below 0 or above the ceiling. Every term is rounded before it is added, so that what is shown adds up.
 */
export function scoreSubject(
  section: ScoringSection,
  facts: { metrics: Readonly<Record<string, number | null>>; records: readonly IncidentRecord[] },
): Scored {
  const terms = section.terms.map((term) =>
    scoreTerm(
      term,
      'metric' in term.source
        ? (facts.metrics[term.source.metric] ?? null)
        : sumRecords(facts.records, term.source),
    ),
  );
  const of = (role: 'scored' | 'bonus' | 'deduction') =>
    section.terms.flatMap((term, at) =>
      term.role === role ? [{ max: term.max, points: terms[at]!.points }] : [],
    );
  const sum = (list: { points: number | null }[]) =>
    list.reduce((total, { points }) => total + (points ?? 0), 0);
  const most = (list: { max: number }[]) => list.reduce((total, { max }) => total + max, 0);
  const scored = of('scored');
  const [all, present] = [most(scored), most(scored.filter(({ points }) => points !== null))];
  const factor = present > 0 ? roundPoints(all / present, 4) : 1;
  const raw = section.base + sum(scored) * factor + sum(of('bonus')) + sum(of('deduction'));
  const ceiling = section.ceiling ?? Number.POSITIVE_INFINITY;
  return {
    terms,
    factor,
    total: all > 0 && present === 0 ? null : roundPoints(Math.min(ceiling, Math.max(0, raw))),
    max: Math.min(ceiling, section.base + all),
  };
}
