import type { CaseUnit } from '../../contract/cases/figures.ts';
import type { UnitHead } from '../../contract/metrics/metrics.ts';
import { OUTCOMES } from '../../contract/patrols/verdict.ts';
import type { ScoringRules, ScoringSection } from '../../contract/scoring/rules.ts';
import type { ScoreRow } from '../../contract/scoring/scores.ts';
import { honourOf } from './honour.ts';
import { rankPeers } from './rank.ts';
import { roundPoints } from './round-points.ts';
import { type Facts, scoreSubject } from './score-subject.ts';

/** What is known of an officer, area or department in one period. */
export interface Subject extends UnitHead, Pick<Facts, 'cases' | 'metrics' | 'records'> {
  id: number;
  code: string;
  from: string;
  to: string;
  whole: boolean;
  /** Officers of the grids answered for by a post, and the days on which both were held. */
  answersFor: readonly { officerId: number; days: number }[];
}

/** The section that scores a level, post and category: that of the post, else that of the category, else the one for all; -1 where there is none. */
export function sectionFor(
  { sections }: ScoringRules,
  level: CaseUnit,
  { category, post }: Pick<UnitHead, 'category' | 'post'>,
): number {
  const find = (own: Pick<ScoringSection, 'officerCategory' | 'post'>) =>
    sections.findIndex(
      (section) =>
        section.level === level &&
        section.post === own.post &&
        section.officerCategory === own.officerCategory,
    );
  const wanted = [
    ...(post ? [{ post }] : []),
    ...(category ? [{ officerCategory: category }] : []),
    {},
  ];
  return wanted.map(find).find((at) => at >= 0) ?? -1;
}

const judged = ({ metrics }: Subject) =>
  OUTCOMES.reduce((sum, outcome) => sum + (metrics[outcome] ?? 0), 0);

/** Who is scored by a post, and departments, are ranked by that: neither duty days nor patrols are asked of them unless the section says so. */
const WITHOUT_DUTY: ScoringRules['ranking'] = {
  minDutyDays: 0,
  minCompleteness: 0,
  maxLeaveShare: 1,
};

/** Why a subject is not ranked; null where it is. */
function whyUnranked(
  subject: Subject,
  { level, post, ranking: own }: ScoringSection,
  { ranking: usual, total }: { ranking: ScoringRules['ranking']; total: number | null },
): ScoreRow['unranked'] {
  const { cases, metrics, records } = subject;
  const dutiless = post !== undefined || level === 'department';
  const ranking = own ?? (dutiless ? WITHOUT_DUTY : usual);
  const [duty, leave] = [metrics.dutyDays ?? 0, metrics.leaveDays ?? 0];
  if (leave > 0 && leave > ranking.maxLeaveShare * (duty + leave)) return 'on-leave';
  if (dutiless) return total === null ? 'too-little-data' : null;
  const active = cases?.handler || records.some(({ credit }) => credit === 'finder');
  if (duty === 0 && judged(subject) === 0 && !active) return 'nothing-to-rank';
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
  level: CaseUnit,
  subjects: readonly Subject[],
): ScoreRow[] {
  const rows = scoreAll(rules, level, subjects);
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

/** Those first whose score rests on nobody else's, then those in whose rating others count. */
function scoreAll(rules: ScoringRules, level: CaseUnit, subjects: readonly Subject[]): ScoreRow[] {
  const rest = new Set(
    subjects.filter((subject) => {
      const section = rules.sections[sectionFor(rules, level, subject)];
      return section?.terms.some(({ source }) => 'officers' in source);
    }),
  );
  const own = subjects
    .filter((subject) => !rest.has(subject))
    .map((subject) => scoreOne(rules, level, { subject }));
  const ranked = new Map(own.flatMap((row) => (row.unranked === null ? [[row.id, row]] : [])));
  return [
    ...own,
    ...[...rest].map((subject) => {
      const mean = (of: 'stars' | 'total') =>
        meanOf(subject.answersFor, (id) => ranked.get(id)?.[of]);
      const officers = { stars: mean('stars'), total: mean('total') };
      return scoreOne(rules, level, { subject, officers });
    }),
  ];
}

/** Mean of what officers have, each by its days; null where nobody has any. Four places. */
function meanOf(
  officers: Subject['answersFor'],
  figureOf: (id: number) => number | null | undefined,
): number | null {
  let [sum, days] = [0, 0];
  for (const one of officers) {
    const value = figureOf(one.officerId) ?? null;
    if (value === null) continue;
    sum += value * one.days;
    days += one.days;
  }
  return days > 0 ? roundPoints(sum / days, 4) : null;
}

function scoreOne(
  rules: ScoringRules,
  level: CaseUnit,
  { subject, officers }: { subject: Subject } & Pick<Facts, 'officers'>,
): ScoreRow {
  const { metrics: _, records: ____, answersFor: __, cases: ___, ...who } = subject;
  const section = sectionFor(rules, level, who);
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
  const scored = scoreSubject(own, { ...subject, ...(officers && { officers }) });
  const unranked = whyUnranked(subject, own, { ranking: rules.ranking, total: scored.total });
  const ranked = unranked === null;
  return {
    ...head,
    section,
    ...scored,
    stars: ranked && rules.stars.length > 0 ? starsOf(rules, scored.total!) : null,
    honour:
      level === 'department' || !rules.honour
        ? null
        : honourOf(rules.honour, subject, ranked ? scored.total : null),
    unranked,
  };
}
