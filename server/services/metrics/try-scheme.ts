import type { SchemeTrial, SchemeTrialInput } from '../../contract/scoring/trials.ts';
import { byLanguage } from '../../contract/words/languages.ts';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';
import { compareScores } from '../../domain/scoring/compare-scores.ts';
import { versionOf } from '../../domain/scoring/version-of.ts';
import { answerScores, type ScoredBy, type ScoreQuestion } from './score-answer.ts';
import { findScheme } from './scoring-schemes.ts';

/** What rules would score in the one period of a question, beside what the scheme of that code and area did. */
export async function tryScheme(
  db: Db,
  { area, areaId, code, rules }: Omit<SchemeTrialInput, 'level'> & { areaId: number },
  question: ScoreQuestion,
  basis: { edition: { edition: number; at: string }; within: RollupRange['within'] },
): Promise<SchemeTrial> {
  const scoredBy = async (version: ScoredBy) =>
    (await answerScores(db, question, { ...basis, versionFor: () => version, offset: 0 })).rows;
  const { from, to } = question;
  const versions = (await findScheme(db, code)).filter((version) => version.areaId === areaId);
  const held = versionOf(versions, question);
  const tried: ScoredBy = {
    ...{ id: 0, code, area, areaId, version: 0, from, to: null, rules },
    name: byLanguage(() => code),
  };
  return { from, to, ...compareScores(held ? await scoredBy(held) : [], await scoredBy(tried)) };
}
