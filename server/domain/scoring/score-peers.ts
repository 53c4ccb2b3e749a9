import type { Level } from '../../contract/areas/area.ts';
import type { MetricLevel, UnitHead } from '../../contract/metrics/metrics.ts';
import type { ScoreRow, ScoringRules } from '../../contract/metrics/scoring.ts';
import { OUTCOMES } from '../../contract/patrols/verdict.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import { countAgainst, type IncidentRecord } from './incident-records.ts';
import { rankPeers } from './rank.ts';
import { scoreSubject } from './score-subject.ts';

/** What is known of an officer or area in one period. */
export interface Subject extends UnitHead {
  id: number;
  code: string;
  from: string;
  to: string;
  whole: boolean;
  metrics: Readonly<Record<string, number | null>>;
  records: readonly IncidentRecord[];
}

/** The section that scores a level and category: its own, else the one for all categories; -1 where there is none. */
export function sectionFor(
  { sections }: ScoringRules,
  level: MetricLevel | Level,
  category: OfficerCategory | null,
): number {
  const own = sections.findIndex(
    (section) => section.level === level && section.officerCategory === (category ?? undefined),
  );
  return own >= 0
    ? own
    : sections.findIndex(
        (section) => section.level === level && section.officerCategory === undefined,
      );
}

const judged = ({ metrics }: Subject) =>
  OUTCOMES.reduce((sum, outcome) => sum + (metrics[outcome] ?? 0), 0);

/** Why a subject is not ranked; null where it is. */
function whyUnranked(
  subject: Subject,
  ranking: ScoringRules['ranking'],
  total: number | null,
): ScoreRow['unranked'] {
  const { metrics, records } = subject;
  const [duty, leave] = [metrics.dutyDays ?? 0, metrics.leaveDays ?? 0];
  if (leave > 0 && leave > ranking.maxLeaveShare * (duty + leave)) return 'on-leave';
  if (duty === 0 && judged(subject) === 0 && !records.some(({ credit }) => credit === 'finder'))
    return 'nothing-to-rank';
  const complete = metrics.completeness ?? null;
  return total === null ||
    duty < ranking.minDutyDays ||
    (complete !== null && complete < ranking.minCompleteness)
    ? 'too-little-data'
    : null;
}

const starsOf = ({ stars }: ScoringRules, total: number) =>
  stars.filter(({ from }) => total >= from).reduce((most, { stars: s }) => Math.max(most, s), 0);

/**
 * Scores the subjects of one period and ranks those of a section among each other. `section` of a row is the place in the rules'
 * sections. By section, rank and code; those without a rank last, by code.
 */
export function scorePeers(
  rules: ScoringRules,
  level: MetricLevel,
  subjects: readonly Subject[],
): ScoreRow[] {
  const rows = subjects.map((subject) => scoreOne(rules, level, subject));
  for (const section of new Set(rows.map((row) => row.section))) {
    const peers = rows.filter((row) => row.section === section && row.unranked === null);
    const standings = rankPeers(
      peers.map(({ total }) => total!),
      rules.lastShare,
      rules.lastTies,
    );
    const [{ listed = 0 } = {}] = standings;
    for (const row of rows)
      if (row.section === section) Object.assign(row, { peers: peers.length, listed });
    for (const [at, row] of peers.entries()) Object.assign(row, standings[at]);
  }
  const NONE = Number.MAX_SAFE_INTEGER;
  return rows.sort(
    (a, b) =>
      (a.section ?? NONE) - (b.section ?? NONE) ||
      (a.rank ?? NONE) - (b.rank ?? NONE) ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

function scoreOne(rules: ScoringRules, level: MetricLevel, subject: Subject): ScoreRow {
  const { metrics: _, records, ...who } = subject;
  const section = sectionFor(rules, level, who.category);
  const head = {
    ...who,
    rank: null,
    peers: 0,
    last: false,
    listed: 0,
  };
  if (section < 0)
    return {
      ...head,
      section: null,
      terms: [],
      factor: 1,
      total: null,
      max: 0,
      stars: null,
      honour: null,
      unranked: 'no-section',
    };
  const own = rules.sections[section]!;
  const scored = scoreSubject(own, subject);
  const unranked = whyUnranked(subject, own.ranking ?? rules.ranking, scored.total);
  const ranked = unranked === null;
  const found = rules.honour ? countAgainst(records, rules.honour) : 0;
  const walked = (subject.metrics.patrolsDone ?? 0) > 0;
  return {
    ...head,
    section,
    ...scored,
    stars: ranked && rules.stars.length > 0 ? starsOf(rules, scored.total!) : null,
    honour: rules.honour && {
      qualifies: ranked && walked && found === 0 && scored.total! >= (rules.honour.minTotal ?? 0),
      matters: found,
    },
    unranked,
  };
}
