import type { Context } from '../../context.ts';
import { uploadTrack } from '../../contract/routes/handhelds.ts';
import { readPairs } from '../../domain/reading/columns.ts';
import { requireTimeZone } from '../../domain/reading/instants.ts';
import { ReadingError } from '../../domain/reading/problem.ts';
import { TIME_FORMATS } from '../../domain/reading/times.ts';
import { Refusal } from '../../errors.ts';
import { decodeFile } from '../../ingest/protocols/file/decode.ts';
import { fileOf } from '../shell/file-body.ts';
import type { Mount } from '../shell/mount.ts';
import { findHeld } from './find-held.ts';

/** Files of loggers: the way of every fix, with the trust of an upload. */
export function uploadRoutes(mount: Mount, context: Context): void {
  mount(uploadTrack, async ({ params, query, account, request }) => {
    const { datum, timeZone } = await findHeld(context, account, params.id);
    const file = readOrRefuse(fileOf(request), {
      ...query,
      timeZone: query.timeZone ?? timeZone,
      datum: query.datum === datum ? undefined : query.datum,
    });
    const source = { handheldId: params.id, datum, trust: 'upload' as const };
    const took = await context.protocols.take('file', source, file);
    const { stored, duplicate, refused, refusals } = took;
    return { format: file.format, stored, duplicate, refused, refusals, notes: file.notes };
  });
}

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
