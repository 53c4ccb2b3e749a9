import type { CaseUnit } from '../../server/contract/cases/figures.ts';
import type { MetricLevel, MetricRow, Period } from '../../server/contract/metrics/metrics.ts';
import type { ScoringRules } from '../../server/contract/scoring/rules.ts';
import { UNRANKED } from '../../server/contract/scoring/scores.ts';
import { countUnits, findEdition, levelOf } from '../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../server/db/store/open.ts';
import { answerMetrics } from '../../server/services/metrics/metric-answer.ts';
import { answerScores } from '../../server/services/metrics/score-answer.ts';
import { topArea } from '../simulator/world/top-area.ts';
import type { World } from '../simulator/world/world.ts';
import type { Answered } from './compare.ts';

interface Asked<L> {
  world: World;
  from: string;
  to: string;
  level: L;
}

const questionOf = <L>({ from, to, level }: Asked<L>, period: Period) => ({
  level,
  period,
  from,
  to,
  areaId: undefined,
  unitId: undefined,
  metrics: undefined,
  limit: undefined,
  cursor: undefined,
  asOf: undefined,
  updatedSince: undefined,
  format: 'json' as const,
});

async function basisOf(db: Db, world: World) {
  const top = await topArea(db, world);
  return {
    edition: (await findEdition(db))!,
    within: [{ id: top.id, level: await levelOf(db, top.id) }],
    top,
  };
}

/** The service's figures of a month, as /metrics/patrols gives them. */
export async function metricsAnswered(db: Db, asked: Asked<MetricLevel>): Promise<MetricRow[]> {
  const { top, ...basis } = await basisOf(db, asked.world);
  const moment = new Date().toISOString();
  const units = await countUnits(db, { level: asked.level, areaId: top.id, moment });
  return (await answerMetrics(db, questionOf(asked, 'month'), { ...basis, units })).rows;
}

/** The service's scores, as /scores gives them, by the names the reading has for them. */
export async function scoresAnswered(
  db: Db,
  asked: Asked<CaseUnit>,
  rules: ScoringRules,
): Promise<Answered[]> {
  const { top, ...basis } = await basisOf(db, asked.world);
  const scheme = {
    id: 1,
    code: asked.world.scenario,
    area: top.code,
    areaId: top.id,
    version: 1,
    name: { zh: '', en: '' },
    rules,
    from: asked.from,
    to: null,
  };
  const { rows } = await answerScores(db, questionOf(asked, rules.period), {
    ...basis,
    versionFor: () => scheme,
    offset: 0,
  });
  return rows.map(
    ({ code, terms, factor, total, unranked, rank, last, listed, stars, honour }) => ({
      code,
      metrics: {
        factor,
        total,
        unranked: unranked === null ? null : UNRANKED.indexOf(unranked),
        rank,
        last: Number(last),
        listed,
        stars,
        honourMatters: honour?.matters ?? null,
        honour: honour && Number(honour.qualifies),
        ...Object.fromEntries(
          terms.flatMap(({ id, value, points }) => [
            [`${id} value`, value],
            [`${id} points`, points],
          ]),
        ),
      },
    }),
  );
}
