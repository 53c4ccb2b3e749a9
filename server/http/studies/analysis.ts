import { Readable } from 'node:stream';
import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/studies.ts';
import type { StudyBody } from '../../contract/studies/study.ts';
import { distanceOf, withDistance } from '../../contract/studies/varied.ts';
import {
  cancelStudy,
  deleteStudy,
  findStudy,
  findStudyTask,
  insertStudy,
  listStudies,
  readStudyResult,
  updateStudy,
} from '../../db/studies/studies.ts';
import { requireApplicable } from '../../domain/analysis/applicable.ts';
import { AnalysisError } from '../../domain/analysis/error.ts';
import { inputAhead } from '../../domain/analysis/input/study-input.ts';
import { readParameters, requireKind } from '../../domain/analysis/method.ts';
import { METHODS, methodNamed } from '../../domain/analysis/methods.ts';
import { Refusal } from '../../errors.ts';
import type { StudyFileFormat } from '../../jobs/studies/study-file-worker.ts';
import { fitStudy } from '../../services/studies/fit-study.ts';
import { previewStudy } from '../../services/studies/preview-study.ts';
import { refusalOfStudy } from '../../services/studies/refusal-of-study.ts';
import type { Mount } from '../shell/mount.ts';

const FILE_TYPES: Record<StudyFileFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
};

/** Methods of analysis, and studies: stored, named, shareable, run apart from everything else. */
export function analysisRoutes(mount: Mount, { db, studies }: Context): void {
  mount(routes.listMethods, async () => ({
    methods: METHODS.map(({ run: _run, ...info }) => ({
      ...info,
      inputs: [...info.inputs],
      needs: [...info.needs],
    })),
  }));

  mount(routes.listStudies, async ({ account }) => ({ studies: await listStudies(db, account) }));

  mount(routes.previewStudy, async ({ query, account }) => {
    const { areaId = account.areaId, categories, method, ...rest } = query;
    methodOf(method);
    const selection = { ...rest, ...(categories ? { categories: categories.split(',') } : {}) };
    return previewStudy(db, { areaId, method, owner: account.name, selection });
  });

  mount(routes.createStudy, async ({ body, account }) => {
    const { from, to } = body.selection ?? {};
    methodOf(body.method);
    if (from && to && Date.parse(from) >= Date.parse(to))
      throw Refusal.of('invalid', 'from-before-to');
    const question = await fitStudy(db, account.areaId, body);
    checkQuestion(question);
    const study = await insertStudy(db, account, question);
    studies.wake();
    return study;
  });

  mount(routes.getStudy, async ({ params, account }) =>
    found(await findStudy(db, account, params.id)),
  );

  mount(routes.changeStudy, async ({ params, body, account }) =>
    found(await updateStudy(db, account.name, params.id, body)),
  );

  mount(routes.cancelStudy, async ({ params, account }) =>
    found(await cancelStudy(db, account.name, params.id)),
  );

  mount(routes.deleteStudy, async ({ params, account }) => {
    if (!(await deleteStudy(db, account.name, params.id))) throw Refusal.of('not-found');
    return null;
  });

  mount(routes.varyStudy, async ({ params, query, account }, reply) => {
    const task = found(await findStudyTask(db, account, params.id));
    if (distanceOf(task) === null)
      throw Refusal.of('wrong-state', 'no-distance', { method: task.method });
    const parameters = withDistance(task, query.distance);
    checkQuestion({ ...task, name: '', parameters });
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const text = await studies.vary({ ...task, parameters }, gone.signal);
    return reply.type('application/json; charset=utf-8').send(text as never);
  });

  mount(routes.getStudyResult, async ({ params, query, account }, reply) => {
    const study = found(await findStudy(db, account, params.id));
    if (study.state !== 'done')
      throw Refusal.of(
        'not-found',
        'no-result',
        {},
        { words: { state: [`studies.state.${study.state}`] } },
      );
    const { format = 'json', table } = query;
    // As it is stored, for the console to draw; the only form that is streamed and never held whole.
    if (format === 'columns')
      return reply
        .type('application/json; charset=utf-8')
        .send(streamed(readStudyResult(db, study.id)));
    const file = await studies.writeFile(study.id, format, table ?? null);
    if ('tables' in file)
      throw Refusal.of('not-found', 'tables-are', { tables: file.tables.join(', ') || '-' });
    return reply
      .type(FILE_TYPES[format]!)
      .header('content-disposition', `attachment; filename="study-${study.id}.${format}"`)
      .send(streamed(file));
  });
}

/** Sent as it comes, a piece at a time; never for the whole in memory. Typed as what the document says it is. */
const streamed = (pieces: AsyncIterable<string | Uint8Array>) =>
  Readable.from(pieces, { objectMode: false, highWaterMark: 64 * 1024 }) as never;

const methodOf = (name: string) => refusing(() => methodNamed(name));

function found<T>(value: T | undefined): T {
  if (value === undefined) throw Refusal.of('not-found');
  return value;
}

/** A question that cannot be answered, or of which something would be dropped, is said so before it waits its turn. */
const checkQuestion = ({ method: name, parameters = {}, selection }: StudyBody): void =>
  refusing(() => {
    const method = methodNamed(name);
    const input = inputAhead(selection?.counts !== undefined);
    requireKind(method, input.kind);
    readParameters(method, parameters);
    requireApplicable(method, input, parameters);
  });

function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof AnalysisError) throw refusalOfStudy(error);
    throw error;
  }
}
