import type { FastifyReply } from 'fastify';
import type { MetricAnswer } from '../../contract/metrics/metrics.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { toColumns } from '../../domain/metrics/tables.ts';
import { linkNextPage, nextPageOf } from '../shell/replies/next-page.ts';
import { sendTable } from '../shell/replies/send-table.ts';

type Answer = Pick<MetricAnswer, 'next' | 'rows' | 'versions'> & { level: string };

/** Sends figures as they are asked for: JSON, or a table with its versions and the next page beside it. */
export function sendMetrics<A extends Answer>(
  reply: FastifyReply,
  { format, metrics }: Pick<Question, 'format' | 'metrics'>,
  answer: A,
) {
  if (format === 'json') return { ...answer, nextPage: nextPageOf(reply.request, answer.next) };
  reply.header('x-xunji-versions', JSON.stringify(answer.versions));
  linkNextPage(reply, answer.next);
  return sendTable(reply, toColumns(answer, metrics), {
    name: `metrics-${answer.level}`,
    format,
  });
}
