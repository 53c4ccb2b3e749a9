import type { NominationInput } from '../../contract/metrics/nomination.ts';
import { officerArea } from '../../db/people/officer-area.ts';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';
import { NAMED_PERIODS } from '../../domain/metrics/periods.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { answerScores } from './score-answer.ts';
import { findScheme, listSchemes } from './scoring-schemes.ts';

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
  if (!known.some((scheme) => scheme.code === code))
    return { refused: `there is no scheme ${code}` };
  if (NAMED_PERIODS.every((period) => named[period] === undefined))
    return { refused: 'month, quarter or year names the period' };
  const question = readQuestion({ level, ...named });
  if ('wrong' in question) return { refused: question.wrong };
  const version = (await findScheme(db, code)).findLast(({ from }) => from <= question.from);
  if (!version) return { refused: `scheme ${code} was not in force then` };
  const { rows } = await answerScores(db, question, {
    ...basis,
    versionFor: () => version,
    offset: 0,
  });
  const row = rows.find(({ id }) => id === unitId);
  if (!row || row.rank === null || row.total === null)
    return { refused: `${row?.code ?? `unit ${unitId}`} has no rank in this period` };
  if (row.honour && !row.honour.qualifies)
    return { refused: `${row.code} is not on the honour list of this period` };
  const { period, from, to } = question;
  const areaId = level === 'officer' ? await officerArea(db, unitId) : unitId;
  if (areaId === undefined) return { refused: `${row.code} held neither grid nor post` };
  const { edition } = basis.edition;
  const { total, rank } = row;
  return { scheme: code, level, unitId, areaId, period, from, to, edition, total, rank };
}
