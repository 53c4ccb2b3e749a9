import type { CaseCredit, ScoringSection, ScoringTerm } from '../../contract/scoring/rules.ts';
import type { TermScore } from '../../contract/scoring/scores.ts';
import { type CaseTotals, caseMetricsOf, NO_CASES } from '../cases/definitions.ts';
import { type IncidentRecord, sumRecords } from './incident-records.ts';
import { roundPoints } from './round-points.ts';
import { scoreTerm } from './score-term.ts';

export interface Scored {
  terms: TermScore[];
  /** What the scored terms are multiplied by for those left out; 0 for who is idle. */
  factor: number;
  /** null where every scored term was left out. */
  total: number | null;
  max: number;
}

type Metrics = Readonly<Record<string, number | null>>;

/**
 * What a score is made of. `cases`: those of an area or department are a handler's. `officers`: means of those answered for, null where
 * nobody has a rank.
 */
export interface Facts {
  metrics: Metrics;
  records: readonly IncidentRecord[];
  cases?: Readonly<Partial<Record<CaseCredit, CaseTotals>>>;
  officers?: Readonly<Record<'stars' | 'total', number | null>>;
}

function termValue(source: ScoringTerm['source'], facts: Facts): number | null {
  if ('metric' in source) return facts.metrics[source.metric] ?? null;
  if ('cases' in source) {
    const totals = facts.cases?.[source.credit ?? 'handler'] ?? NO_CASES;
    return caseMetricsOf(totals)[source.cases] ?? null;
  }
  return 'officers' in source
    ? (facts.officers?.[source.officers] ?? null)
    : sumRecords(facts.records, source);
}

/** Whether patrols were required of an officer who has no effective minute. */
const isIdle = ({ level }: ScoringSection, { patrolsRequired, effectiveMin }: Metrics) =>
  level === 'officer' && (patrolsRequired ?? 0) > 0 && effectiveMin === 0;

/**
 * The score of one subject by a section: base, scored terms (those left out have their weight spread over the others), bonus,
 * deductions; never below 0 or above the ceiling. Base and scored terms of an officer who did not walk earn nothing. Every term is rounded
 * before it is added, so that what is shown adds up.
 */
export function scoreSubject(section: ScoringSection, facts: Facts): Scored {
  const terms = section.terms.map((term) => scoreTerm(term, termValue(term.source, facts)));
  const of = (role: 'scored' | 'bonus' | 'deduction') =>
    section.terms.flatMap((term, at) =>
      term.role === role ? [{ max: term.max, points: terms[at]!.points }] : [],
    );
  const sum = (list: { points: number | null }[]) =>
    list.reduce((total, { points }) => total + (points ?? 0), 0);
  const most = (list: { max: number }[]) => list.reduce((total, { max }) => total + max, 0);
  const scored = of('scored');
  const [all, present] = [most(scored), most(scored.filter(({ points }) => points !== null))];
  const idle = isIdle(section, facts.metrics);
  const factor = idle ? 0 : present > 0 ? roundPoints(all / present, 4) : 1;
  const mark = idle ? 0 : section.base + sum(scored) * factor;
  const raw = mark + sum(of('bonus')) + sum(of('deduction'));
  const ceiling = section.ceiling ?? Number.POSITIVE_INFINITY;
  return {
    terms,
    factor,
    total:
      all > 0 && present === 0 && !idle ? null : roundPoints(Math.min(ceiling, Math.max(0, raw))),
    max: Math.min(ceiling, section.base + all),
  };
}
