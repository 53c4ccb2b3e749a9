import type { FastifyReply } from 'fastify';
import { toCsv } from '../../../domain/analysis/formats.ts';
import { toGeoParquet } from '../../../domain/analysis/geoparquet.ts';
import type { ResultTable } from '../../../domain/analysis/method.ts';

/** Sends a table as a file to keep, CSV or Parquet. */
export function sendTable(
  reply: FastifyReply,
  table: ResultTable,
  { name, format }: { name: string; format: 'csv' | 'parquet' },
) {
  reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
  return format === 'csv'
    ? reply.type('text/csv; charset=utf-8').send([...toCsv(table)].join(''))
    : reply.type('application/vnd.apache.parquet').send(Buffer.from(toGeoParquet(table)));
}
