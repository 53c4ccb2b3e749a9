import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  METRIC_FORMATS,
  METRIC_LEVELS,
  METRIC_PAGE_MAX,
  MetricAnswer,
  MetricDefinition,
  MetricStatus,
  PERIODS,
} from '../../contract/metrics/metrics.ts';
import { countWaitingDays } from '../../db/queue/rollup-jobs.ts';
import { countVerdictJobs } from '../../db/queue/verdict-jobs.ts';
import { findEdition } from '../../db/rollups/metric-groups.ts';
import { DEFINITIONS_VERSION, metricDefinitions } from '../../domain/metrics/definitions.ts';
import { type Question, readQuestion } from '../../domain/metrics/question.ts';
import { toColumns } from '../../domain/metrics/tables.ts';
import { Refusal } from '../../errors.ts';
import { finalityOf } from '../../services/metrics/final-periods.ts';
import { answerMetrics } from '../../services/metrics/metric-answer.ts';
import { identifyReader, READER_ROUTE, readerOf } from '../accounts/reader.ts';
import { linkNextPage, nextPageOf } from '../shell/next-page.ts';
import { sendTable } from '../shell/send-table.ts';
import { basisOf } from './metric-basis.ts';

const tags = ['metrics'];
/** Periods of each kind of which the status says whether they are final. */
const STATUS_PERIODS = 3;
const text = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }));
/** Checked part by part in the handler, so that what is wrong is answered with what is allowed. */
const QuestionQuery = Type.Object({
  level: text(METRIC_LEVELS.join(', ')),
  period: text(`${PERIODS.join(', ')}; day unless told`),
  from: text('First local day, YYYY-MM-DD'),
  to: text('Local day after the last, YYYY-MM-DD'),
  month: text('In place of from and to: a whole month, YYYY-MM'),
  quarter: text('In place of from and to: a whole quarter, YYYY-Q1 to -Q4'),
  year: text('In place of from and to: a whole year, YYYY'),
  areaId: text('Only this area and what lies below it'),
  unitId: text('Only this officer, or this area of the level'),
  metrics: Type.Optional(
    Type.String({
      maxLength: 4_000,
      description: 'Only these metrics: ids of /metrics/definitions with commas between',
    }),
  ),
  limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
  cursor: text('`next` of the page before'),
  asOf: text('Edition to answer as of: the same bytes as then'),
  definitions: text('Version of the definitions that is relied on; refused where another holds'),
  updatedSince: text('Only rows that changed after this edition'),
  format: text(METRIC_FORMATS.join(', ')),
});

/** Figures for the evaluation module, from daily roll-ups. */
export const metricRoutes =
  ({ db, now, config: { finalGraceH } }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', identifyReader({ db, now }));
    const { config, security } = READER_ROUTE;

    app.get(
      '/metrics/patrols',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Patrol metrics by level and period, as JSON, CSV or Parquet',
          querystring: QuestionQuery,
          response: { 200: MetricAnswer },
        },
      },
      async (request, reply) => {
        const question = readQuestion(request.query);
        if ('wrong' in question) throw new Refusal('invalid', question.wrong);
        const scope = readerOf(request).areaId;
        const basis = await basisOf(db, question, { scope, nowMs: now() });
        return send(reply, question, await answerMetrics(db, question, basis));
      },
    );

    app.get(
      '/metrics/definitions',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Every metric: id, unit, formula, version',
          response: {
            200: Type.Object({ version: Type.String(), definitions: Type.Array(MetricDefinition) }),
          },
        },
      },
      async () => ({ version: DEFINITIONS_VERSION, definitions: metricDefinitions() }),
    );

    app.get(
      '/metrics/status',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'How far the figures are',
          response: { 200: MetricStatus },
        },
      },
      async (request) => ({
        ...(await findEdition(db))!,
        waitingVerdicts: await countVerdictJobs(db),
        waitingDays: await countWaitingDays(db, now()),
        ...(await finalityOf(db, {
          areaId: readerOf(request).areaId,
          now: now(),
          graceH: finalGraceH,
          count: STATUS_PERIODS,
        })),
      }),
    );
  };

function send(
  reply: FastifyReply,
  { format, metrics }: Question,
  answer: Omit<MetricAnswer, 'nextPage'>,
) {
  if (format === 'json') return { ...answer, nextPage: nextPageOf(reply.request, answer.next) };
  reply.header('x-xunji-versions', JSON.stringify(answer.versions));
  linkNextPage(reply, answer.next);
  return sendTable(reply, toColumns(answer, metrics), {
    name: `metrics-${answer.level}`,
    format,
  });
}
