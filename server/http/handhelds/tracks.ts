import type { Context } from '../../context.ts';
import { EARLIEST_MS, LATEST_MS } from '../../contract/fixes/fix.ts';
import { uploadTrack } from '../../contract/routes/field/handhelds.ts';
import { tellNotesOfFile } from '../../contract/tell-file.ts';
import { readStandings } from '../../db/access/standings.ts';
import { readHeld } from '../../db/handhelds/scope.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { fileProblem } from '../../domain/reading/problem.ts';
import { readPairs } from '../../domain/reading/tables/columns.ts';
import { requireTimeZone } from '../../domain/reading/times/instants.ts';
import { TIME_FORMATS } from '../../domain/reading/times/times.ts';
import { Refusal } from '../../errors.ts';
import { type DecodedFile, decodeFile } from '../../ingest/protocols/file/decode.ts';
import { fileOf } from '../shell/bodies/file-body.ts';
import type { Mount } from '../shell/mount.ts';

/** Files of loggers: the way of every fix, with the trust of an upload. */
export function uploadRoutes(mount: Mount, { db, now, protocols }: Context): void {
  mount(uploadTrack, async ({ params, query, account, request }) => {
    const by = { id: params.id, areaId: account.areaId, nowMs: now() };
    const here = { scope: account.areaId, moment: iso(by.nowMs) };
    const { datum, timeZone } = await readHeld(db, params.id, here);
    const file = readTracks(fileOf(request), {
      ...query,
      timeZone: query.timeZone ?? timeZone,
      datum: query.datum === datum ? undefined : query.datum,
    });
    await requireCarriedWithin(db, by, file);
    const source = { handheldId: params.id, datum, trust: 'upload' as const };
    const took = await protocols.take('file', source, file);
    const { stored, duplicate, refused, refusals } = took;
    const counts = { stored, duplicate, refused, refusals };
    return { format: file.format, ...counts, ...tellNotesOfFile(file.notes) };
  });
}

/** What a file tells is of who carried the handheld then, and so of the areas they held. */
async function requireCarriedWithin(
  db: Db,
  { id, areaId, nowMs }: { id: number; areaId: number; nowMs: number },
  { reports }: DecodedFile,
): Promise<void> {
  const [since, until] = [reports[0]!.t, reports.at(-1)!.t].map((t) => storedMoment(t));
  const claims = [{ key: id, since: since!, until: until! }];
  const [standing] = await readStandings(db, 'handheld', claims, { areaId, nowMs });
  if (!standing?.held)
    throw Refusal.of('forbidden', 'file-of-others', { others: standing?.others ?? '' });
}

/** Times no handheld can mean are refused one by one where they are stored. */
const storedMoment = (t: number) => iso(Math.min(Math.max(t, EARLIEST_MS), LATEST_MS));

type Query = Omit<Parameters<typeof decodeFile>[1], 'timeFormat' | 'columns'> & {
  timeFormat?: string | undefined;
  columns?: string | undefined;
};

/** @throws ReadingError with what was wrong with the file or with how it is to be read. */
function readTracks(body: Buffer, { timeZone, timeFormat, columns, ...options }: Query) {
  const format = TIME_FORMATS.find((one) => one === timeFormat);
  if (timeFormat !== undefined && format === undefined)
    throw fileProblem('no-such-format', { timeFormat, formats: TIME_FORMATS.join(', ') });
  return decodeFile(body, {
    ...options,
    timeZone: requireTimeZone(timeZone),
    timeFormat: format,
    columns: readPairs(columns),
  });
}
