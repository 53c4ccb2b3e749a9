import { type FileProblem, type FileProblemCode, problem } from '../../contract/file-problem.ts';
import type { NominationInput } from '../../contract/scoring/nominations.ts';
import type { ScoreRow } from '../../contract/scoring/scores.ts';
import { officerArea } from '../../db/people/officer-area.ts';
import { levelOf, type RollupRange } from '../../db/rollups/metric-groups.ts';
import { hasEnded } from '../../db/rollups/nominations.ts';
import type { Db } from '../../db/store/open.ts';
import { NAMED_PERIODS } from '../../domain/metrics/periods.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { versionOf } from '../../domain/scoring/version-of.ts';
import { answerScores } from './score-answer.ts';
import { findScheme, listSchemes } from './scoring-schemes.ts';

const refuse = (code: FileProblemCode, values: FileProblem['values'] = {}) => ({
  refused: [problem(code, values)],
});

/** What keeps a unit off the honour list, all of it. */
const notHonoured = ({ code, honour }: ScoreRow): FileProblem => ({
  ...problem('not-honoured', { unit: code }),
  words: { why: honour!.lacks.map((lack) => `evaluation.honourLacks.${lack}` as const) },
});

/** What a nomination rests on, from the scores as of an edition, or why there is none. `scope`: area of who nominates. */
export async function nominate(
  db: Db,
  { scheme: code, level, unitId, note: _, ...named }: NominationInput,
  basis: {
    edition: { edition: number; at: string };
    within: RollupRange['within'];
    scope: number;
    moment: string;
  },
) {
  const known = await listSchemes(db, basis.scope, basis.moment);
  if (!known.some((scheme) => scheme.code === code)) return refuse('no-scheme', { scheme: code });
  if (NAMED_PERIODS.every((period) => named[period] === undefined))
    return refuse('period-not-named');
  const question = readQuestion({ level, ...named });
  if ('wrong' in question) return { refused: question.wrong };
  const version = versionOf(await findScheme(db, code), question);
  if (!version) return refuse('scheme-not-then', { scheme: code });
  const { areaId: schemeAreaId } = version;
  if (!(await hasEnded(db, question.to, { areaId: schemeAreaId, moment: basis.moment })))
    return refuse('period-under-way');
  const { rows } = await answerScores(db, question, {
    edition: basis.edition,
    // Among whom the scheme ranks.
    within: [...basis.within, { id: schemeAreaId, level: await levelOf(db, schemeAreaId) }],
    versionFor: () => version,
    offset: 0,
  });
  const row = rows.find(({ id }) => id === unitId);
  if (!row || row.rank === null || row.total === null)
    return refuse('no-rank', { unit: row?.code ?? unitId });
  if (row.honour && !row.honour.qualifies) return { refused: [notHonoured(row)] };
  const { period, from, to } = question;
  const areaId = level === 'officer' ? await officerArea(db, unitId) : unitId;
  if (areaId === undefined) return refuse('neither-grid-nor-post', { unit: row.code });
  const { edition } = basis.edition;
  const { total, rank } = row;
  return { scheme: code, level, unitId, areaId, period, from, to, edition, total, rank };
}
