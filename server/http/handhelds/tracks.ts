import type { FastifyPluginAsync } from 'fastify';
import type { Context } from '../../context.ts';
import { uploadTrack } from '../../contract/routes/handhelds.ts';
import { datumOf } from '../../db/people/duty.ts';
import { readPairs } from '../../domain/reading/columns.ts';
import { requireTimeZone } from '../../domain/reading/instants.ts';
import { ReadingError } from '../../domain/reading/problem.ts';
import { TIME_FORMATS } from '../../domain/reading/times.ts';
import { Refusal } from '../../errors.ts';
import { decodeFile } from '../../ingest/protocols/file/decode.ts';
import { mountOn } from '../shell/mount.ts';

/** Files of loggers: the way of every fix, with the trust of an upload. */
export const uploadRoutes =
  (context: Context): FastifyPluginAsync =>
  async (app) => {
    const { db, protocols } = context;
    // The body is a file, whatever it is called.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => body,
    );

    mountOn(app, context)(uploadTrack, async ({ params, query, request }) => {
      const datum = await datumOf(db, params.id);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new Refusal('invalid', 'the body is empty; it is the file itself');
      const file = readOrRefuse(request.body, {
        ...query,
        datum: query.datum === datum ? undefined : query.datum,
      });
      const source = { handheldId: params.id, datum, trust: 'upload' as const };
      const { stored, duplicate, refused, refusals } = await protocols.take('file', source, file);
      return { format: file.format, stored, duplicate, refused, refusals, notes: file.notes };
    });
  };

type Query = Omit<Parameters<typeof decodeFile>[1], 'timeFormat' | 'columns'> & {
  timeFormat?: string | undefined;
  columns?: string | undefined;
};

/** Throws `invalid` with what was wrong with the file or with how it is to be read. */
function readOrRefuse(body: Buffer, { timeZone, timeFormat, columns, ...options }: Query) {
  try {
    const format = TIME_FORMATS.find((one) => one === timeFormat);
    if (timeFormat !== undefined && format === undefined)
      throw new ReadingError(`timeFormat ${timeFormat} is none of ${TIME_FORMATS.join(', ')}`);
    return decodeFile(body, {
      ...options,
      timeZone: requireTimeZone(timeZone),
      timeFormat: format,
      columns: readPairs(columns),
    });
  } catch (error) {
    if (error instanceof ReadingError) throw new Refusal('invalid', error.message);
    throw error;
  }
}
