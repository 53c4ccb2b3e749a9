import { sayProblems } from '../../server/contract/file-problem.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { findEdition } from '../../server/db/rollups/metric-groups.ts';
import { insertNomination } from '../../server/db/rollups/nominations.ts';
import type { Db } from '../../server/db/store/open.ts';
import { addDays, periodOf } from '../../server/domain/metrics/periods.ts';
import { readQuestion } from '../../server/domain/metrics/question.ts';
import { SCORING_PRESETS } from '../../server/domain/scoring/presets.ts';
import { localTime } from '../../server/domain/time/local-time.ts';
import { nominate } from '../../server/services/metrics/nominate.ts';
import { answerScores } from '../../server/services/metrics/score-answer.ts';
import { findScheme, putScheme } from '../../server/services/metrics/scoring-schemes.ts';
import { NOMINATION_NOTE } from '../simulator/world/cases.ts';
import type { topArea } from '../simulator/world/top-area.ts';
import type { World } from '../simulator/world/world.ts';

const SCHEME = 'luqiao';
/** Whose grid is put forward for the honour of the year: so many of the best. */
const NOMINATED = 2;
/** On the honour list: from this total on, without a matter of these kinds on a department's record. */
const HONOUR = { kinds: ['order', 'flood'], foundBy: ['department' as const], minTotal: 80 };

/**
 * Scores the demo's months by the scheme of its place, with an honour list, and puts the best grids of the month that holds more of the history
 * forward, as a supervisor would.
 */
export async function evaluateDemo(
  db: Db,
  world: World,
  top: Awaited<ReturnType<typeof topArea>>,
  nowMs: number,
): Promise<void> {
  const today = localTime(nowMs, world.timeZone).day;
  const { name, rules } = SCORING_PRESETS[world.scenario]!;
  const put = await putScheme(db, {
    ...{ code: SCHEME, area: top.code, areaId: top.id, name, today },
    rules: { ...rules, honour: HONOUR },
    from: addDays(periodOf(today, 'month').from, -62),
  });
  if ('refused' in put) throw new Error(sayProblems(put.refused, inEnglish));

  const middle = localTime(nowMs - 14 * DAY_MS, world.timeZone).day;
  const asked = { level: 'grid', month: middle.slice(0, 'YYYY-MM'.length) } as const;
  const question = readQuestion(asked);
  if ('wrong' in question) throw new Error(sayProblems(question.wrong, inEnglish));
  const versions = await findScheme(db, SCHEME);
  const basis = {
    edition: (await findEdition(db, undefined))!,
    within: [{ id: top.id, level: top.level }],
  };
  const { rows } = await answerScores(db, question, {
    ...{ ...basis, versionFor: () => versions[0]!, offset: 0 },
  });
  const best = rows.filter(({ honour }) => honour?.qualifies).slice(0, NOMINATED);
  for (const { id } of best) {
    const found = await nominate(
      db,
      { ...asked, scheme: SCHEME, unitId: id, note: NOMINATION_NOTE },
      { ...basis, scope: top.id, moment: new Date(nowMs).toISOString() },
    );
    if ('refused' in found) throw new Error(sayProblems(found.refused, inEnglish));
    await insertNomination(db, { ...found, note: NOMINATION_NOTE, by: 'supervisor' });
  }
}
