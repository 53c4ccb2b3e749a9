import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import {
  METRIC_FORMATS,
  METRIC_LEVELS,
  METRIC_PAGE_MAX,
  METRIC_ROWS_MAX,
  MetricAnswer,
  MetricDefinition,
  MetricStatus,
  PERIODS,
} from '../contract/metrics.ts';
import { answerMetrics } from '../db/metric-answer.ts';
import { countUnits, findEdition, placeOf } from '../db/metric-groups.ts';
import { countRollupJobs } from '../db/rollup-jobs.ts';
import { countVerdictJobs } from '../db/verdict-jobs.ts';
import { toCsv, toGeoParquet } from '../domain/analysis/formats.ts';
import { DEFINITIONS_VERSION, metricDefinitions } from '../domain/metrics/definitions.ts';
import { spansOf } from '../domain/metrics/periods.ts';
import { type Question, readQuestion } from '../domain/metrics/question.ts';
import { toColumns } from '../domain/metrics/tables.ts';
import { Refusal } from '../errors.ts';
import { identifyReader, readerOf } from './reader.ts';

const tags = ['metrics'];
const text = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }));
/** Checked part by part in the handler, so that what is wrong is answered with what is allowed. */
const QuestionQuery = Type.Object({
  level: text(METRIC_LEVELS.join(', ')),
  period: text(`${PERIODS.join(', ')}; day unless told`),
  from: text('First local day, YYYY-MM-DD'),
  to: text('Local day after the last, YYYY-MM-DD'),
  areaId: text('Only this area and what lies below it'),
  limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
  cursor: text('`next` of the page before'),
  asOf: text('Edition to answer as of: the same bytes as then'),
  updatedSince: text('Only rows that changed after this edition'),
  format: text(METRIC_FORMATS.join(', ')),
});

const RATE_MAX = 1_200;

/** Figures for the evaluation module, from daily roll-ups. */
export const metricRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', identifyReader({ db, now }));
    const config = {
      rateLimit: {
        hook: 'preHandler' as const,
        timeWindow: '1 minute',
        max: (request: Parameters<typeof readerOf>[0]) => readerOf(request).perMinute ?? RATE_MAX,
        keyGenerator: (request: Parameters<typeof readerOf>[0]) => readerOf(request).name,
      },
    };
    const security: Record<string, string[]>[] = [{ console: [] }, { key: [] }];

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
        const basis = await basisOf(question, readerOf(request).areaId);
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
      async () => ({
        ...(await findEdition(db))!,
        waitingVerdicts: await countVerdictJobs(db),
        waitingDays: await countRollupJobs(db),
      }),
    );

    /** The edition, the areas and the size of a question. Throws what the asker may not have, and says what they may. */
    async function basisOf(question: Question, scope: number) {
      const moment = new Date(now()).toISOString();
      const asked = question.cursor?.edition ?? question.asOf;
      const edition = await findEdition(db, asked);
      if (!edition) {
        const latest = (await findEdition(db))!;
        throw new Refusal(
          'invalid',
          `there is no edition ${asked}; the latest is ${latest.edition}`,
        );
      }
      const areaId = question.areaId ?? scope;
      const [place, own] = [
        await placeOf(db, areaId, scope, moment),
        await placeOf(db, scope, scope, moment),
      ];
      if (!place?.inScope)
        throw new Refusal('forbidden', `you may read area ${scope} and what lies below it`);
      const units = await countUnits(db, { level: question.level, areaId, moment });
      const rows = units * spansOf(question.from, question.to, question.period).length;
      if (question.limit === undefined && rows > METRIC_ROWS_MAX)
        throw new Refusal(
          'invalid',
          `this may be ${rows} rows; an answer without \`limit\` holds at most ${METRIC_ROWS_MAX}: ask for pages with \`limit\` (at most ${METRIC_PAGE_MAX}) and \`cursor\`, a longer period, or an area`,
        );
      const within = [{ id: scope, level: own!.level }];
      if (areaId !== scope) within.push({ id: areaId, level: place.level });
      return { edition, within, units };
    }
  };

function send(reply: FastifyReply, { format }: Question, answer: MetricAnswer) {
  if (format === 'json') return answer;
  reply.header('x-xunji-versions', JSON.stringify(answer.versions));
  if (answer.next !== null) reply.header('x-xunji-next', answer.next);
  reply.header('content-disposition', `attachment; filename="metrics-${answer.level}.${format}"`);
  const table = toColumns(answer.rows);
  return format === 'csv'
    ? reply.type('text/csv; charset=utf-8').send([...toCsv(table)].join(''))
    : reply.type('application/vnd.apache.parquet').send(Buffer.from(toGeoParquet(table)));
}
