import type { CaseUnit } from '../../contract/cases/figures.ts';
import type { ScoringScheme } from '../../contract/scoring/schemes.ts';
import type { ScoreAnswer, ScoreRow } from '../../contract/scoring/scores.ts';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';
import { CASE_DEFINITIONS_VERSION } from '../../domain/cases/definitions.ts';
import { DEFINITIONS_VERSION } from '../../domain/metrics/definitions.ts';
import { type Span, spansOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { describeTerm } from '../../domain/scoring/describe-term.ts';
import { scorePeers } from '../../domain/scoring/score-peers.ts';
import { withoutStar } from '../../domain/scoring/without-star.ts';
import { readSubjects } from './score-subjects.ts';

/** A question to the scores: to the metrics, of departments too. */
export type ScoreQuestion = Omit<Question, 'level'> & { level: CaseUnit };

/** Of a version of a scheme, what it scores by. */
export type ScoredBy = Omit<ScoringScheme, 'publishedAt' | 'publishedBy'>;

/**
 * Scores by a scheme as of an edition. `versions`: of the scheme, first to last, those that score every period of the question. The same
 * question as of the same edition by the same versions gives the same answer. A page is cut from the whole, which is ranked first.
 */
export async function answerScores(
  db: Db,
  question: ScoreQuestion,
  basis: {
    edition: { edition: number; at: string };
    within: RollupRange['within'];
    versionFor: (span: Pick<Span, 'from' | 'to'>) => ScoredBy;
    offset: number;
    /** Only rows of who had no star in so many successive periods up to the last. */
    withoutStar?: number | undefined;
  },
): Promise<Omit<ScoreAnswer, 'nextPage'>> {
  const { level, period, from, to, limit } = question;
  const { edition } = basis.edition;
  const spans = spansOf(from, to, period);
  const { norms, ofCases, subjects } = await readSubjects(db, {
    ...{ from, to, level, within: basis.within, ...basis.edition },
    period: spans.length === 1 ? 'whole' : period,
    sections: spans.flatMap((span) => basis.versionFor(span).rules.sections),
  });
  const sections: (ScoreAnswer['sections'][number] & { key: string })[] = [];
  const all = spans.flatMap((span): ScoreRow[] => {
    const { rules, version } = basis.versionFor(span);
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
  const { code, areaId, name } = basis.versionFor(question);
  return {
    scheme: {
      code,
      areaId,
      name,
      versions: spans.map((span) => basis.versionFor(span).version),
    },
    level,
    period,
    from,
    to,
    versions: {
      ...basis.edition,
      definitions: DEFINITIONS_VERSION,
      ...(ofCases ? { cases: CASE_DEFINITIONS_VERSION } : {}),
      norms,
    },
    sections: sections.map(({ key: _, ...section }) => section),
    rows: rows.slice(basis.offset, end),
    next: end < rows.length ? `${edition}_${end}` : null,
  };
}
