import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/metrics.ts';
import { countWaitingDays } from '../../db/queue/rollup-jobs.ts';
import { verdictJobs } from '../../db/queue/verdict-jobs.ts';
import { findEdition } from '../../db/rollups/metric-groups.ts';
import { DEFINITIONS_VERSION, metricDefinitions } from '../../domain/metrics/definitions.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { Refusal } from '../../errors.ts';
import { finalityOf } from '../../services/metrics/final-periods.ts';
import { answerMetrics } from '../../services/metrics/metric-answer.ts';
import type { Mount } from '../shell/mount.ts';
import { basisOf } from './metric-basis.ts';
import { sendMetrics } from './send-metrics.ts';

/** Periods of each kind of which the status says whether they are final. */
const STATUS_PERIODS = 3;

/** Figures for the evaluation module, from daily roll-ups. */
export function metricRoutes(
  mount: Mount,
  { db, reads, now, config: { finalGraceH } }: Context,
): void {
  mount(routes.queryMetrics, async ({ query, reader }, reply) => {
    const question = readQuestion(query);
    if ('wrong' in question) throw Refusal.of('invalid', question.wrong);
    const scope = reader.areaId;
    const basis = await basisOf(db, question, { scope, nowMs: now() });
    const from = await reads.ofEdition(basis.edition.edition);
    return sendMetrics(reply, question, await answerMetrics(from, question, basis));
  });

  mount(routes.listMetricDefinitions, async () => ({
    version: DEFINITIONS_VERSION,
    definitions: metricDefinitions(),
  }));

  mount(routes.getMetricStatus, async ({ reader }) => ({
    ...(await findEdition(db))!,
    waitingVerdicts: await verdictJobs.count(db),
    waitingDays: await countWaitingDays(db, now()),
    ...(await finalityOf(db, {
      areaId: reader.areaId,
      now: now(),
      graceH: finalGraceH,
      count: STATUS_PERIODS,
    })),
  }));
}
