import type {
  ScoreAnswer,
  ScoreRow,
  ScoringScheme,
  ScoringSection,
} from '../../contract/metrics/scoring.ts';
import {
  type IncidentRecordGroup,
  readIncidentRecords,
} from '../../db/incidents/incident-records.ts';
import type { GroupQuestion, RollupRange } from '../../db/rollups/metric-groups.ts';
import { type OfficerUnderPost, readUnderPosts } from '../../db/rollups/post-groups.ts';
import { type HeadOf, readUnitHeads } from '../../db/rollups/unit-heads.ts';
import type { Db } from '../../db/store/open.ts';
import { DEFINITIONS_VERSION, metricsOf } from '../../domain/metrics/definitions.ts';
import type { Folded } from '../../domain/metrics/fold-groups.ts';
import { spansOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { describeTerm } from '../../domain/scoring/describe-term.ts';
import { type Subject, scorePeers } from '../../domain/scoring/score-peers.ts';
import { withoutStar } from '../../domain/scoring/without-star.ts';
import { foldRollups, normsOf } from './metric-answer.ts';

/**
 * Scores by a scheme as of an edition. `versions`: of the scheme, first to last, those that score every period of the question. The same
 * question as of the same edition by the same versions gives the same answer. A page is cut from the whole, which is ranked first.
 */
export async function answerScores(
  db: Db,
  question: Question,
  basis: {
    edition: { edition: number; at: string };
    within: RollupRange['within'];
    versionFor: (from: string) => ScoringScheme;
    offset: number;
    /** Only rows of who had no star in so many successive periods up to the last. */
    withoutStar?: number | undefined;
  },
): Promise<Omit<ScoreAnswer, 'nextPage'>> {
  const { level, period, from, to, limit } = question;
  const { edition } = basis.edition;
  const spans = spansOf(from, to, period);
  const part: GroupQuestion = {
    from,
    to,
    level,
    period: spans.length === 1 ? 'whole' : period,
    edition,
    within: basis.within,
  };
  const rated = spans.some((span) =>
    basis.versionFor(span.from).rules.sections.some(countsOfficers),
  );
  const [folded, records, under] = await Promise.all([
    foldRollups(db, part),
    readIncidentRecords(db, part),
    rated && level === 'officer' ? readUnderPosts(db, part) : [],
  ]);
  const headOf = await readUnitHeads(db, level, { rows: folded, at: basis.edition.at });
  const subjects = subjectsOf(folded, { records, under, headOf });
  const sections: (ScoreAnswer['sections'][number] & { key: string })[] = [];
  const all = spans.flatMap((span): ScoreRow[] => {
    const { rules, version } = basis.versionFor(span.from);
    const own = (subjects.get(span.from) ?? []).map((subject) => ({ ...subject, ...span }));
    return scorePeers(rules, level, own).map((row) => {
      if (row.section === null) return row;
      const key = `${version} ${row.section}`;
      let at = sections.findIndex((section) => section.key === key);
      if (at < 0) {
        const { officerCategory, post, base, terms } = rules.sections[row.section]!;
        at = sections.length;
        sections.push({
          key,
          version,
          officerCategory: officerCategory ?? null,
          post: post ?? null,
          base,
          terms: terms.map(describeTerm),
        });
      }
      return { ...row, section: at };
    });
  });
  const starless = basis.withoutStar === undefined ? null : withoutStar(all, basis.withoutStar);
  const rows = starless ? all.filter(({ id }) => starless.has(id)) : all;
  const end = basis.offset + (limit ?? rows.length);
  const { code, areaId, name } = basis.versionFor(from);
  return {
    scheme: {
      code,
      areaId,
      name,
      versions: spans.map((span) => basis.versionFor(span.from).version),
    },
    level,
    period,
    from,
    to,
    versions: { ...basis.edition, definitions: DEFINITIONS_VERSION, norms: normsOf(folded) },
    sections: sections.map(({ key: _, ...section }) => section),
    rows: rows.slice(basis.offset, end),
    next: end < rows.length ? `${edition}_${end}` : null,
  };
}

const countsOfficers = ({ terms }: ScoringSection) =>
  terms.some(({ source }) => 'officers' in source);

/** Subjects by the first day of their period. */
function subjectsOf(
  folded: readonly Folded[],
  facts: {
    records: readonly IncidentRecordGroup[];
    under: readonly OfficerUnderPost[];
    headOf: HeadOf;
  },
): Map<string, Omit<Subject, 'to' | 'whole'>[]> {
  const records = byUnit(facts.records);
  const under = byUnit(facts.under);
  const subjects = new Map<string, Omit<Subject, 'to' | 'whole'>[]>();
  for (const row of folded) {
    const { from, unitId, totals } = row;
    const key = `${from} ${unitId}`;
    const own = subjects.get(from) ?? [];
    own.push({
      id: unitId,
      ...facts.headOf(row),
      from,
      metrics: metricsOf(totals),
      records: records.get(key) ?? [],
      answersFor: under.get(key) ?? [],
    });
    subjects.set(from, own);
  }
  return subjects;
}

/** Rows by the first day of their period and their unit. */
function byUnit<T extends { from: string; unitId: number | null }>(
  rows: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.from} ${row.unitId}`;
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
