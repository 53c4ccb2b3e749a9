import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  MethodInfo,
  Study,
  StudyBody,
  StudyResult,
  StudyRows,
} from '../../contract/studies/study.ts';
import { listAreas } from '../../db/areas/areas.ts';
import {
  cancelStudy,
  deleteStudy,
  findStudy,
  insertStudy,
  listStudies,
  readStudyResult,
  updateStudy,
} from '../../db/studies/studies.ts';
import { AnalysisError } from '../../domain/analysis/error.ts';
import { readParameters } from '../../domain/analysis/method.ts';
import { METHODS, methodNamed } from '../../domain/analysis/methods.ts';
import { Refusal } from '../../errors.ts';
import type { StudyFileFormat } from '../../jobs/studies/study-file-worker.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam } from '../shell/query.ts';

const tags = ['analysis'];
const Params = Type.Object({ id: IdParam });

const FILE_TYPES: Record<StudyFileFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
};

/** Methods of analysis, and studies: stored, named, shareable, run apart from everything else. */
export const analysisRoutes =
  ({ db, now, studies }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/analysis/methods',
      {
        schema: {
          tags,
          summary: 'Methods with their parameters',
          response: { 200: Type.Object({ methods: Type.Array(MethodInfo) }) },
        },
      },
      async () => ({
        methods: METHODS.map(({ run: _run, ...info }) => ({
          ...info,
          inputs: [...info.inputs],
          needs: [...info.needs],
        })),
      }),
    );

    app.get(
      '/analysis/studies',
      {
        schema: {
          tags,
          summary: 'Own studies and those shared over the same area, latest first',
          response: { 200: Type.Object({ studies: Type.Array(Study) }) },
        },
      },
      async (request) => ({ studies: await listStudies(db, accountOf(request)) }),
    );

    app.post(
      '/analysis/studies',
      {
        onRequest: requireRole('analyst', 'administrator'),
        schema: {
          tags,
          summary: 'Ask for a study; it waits its turn and runs in a thread of its own',
          body: StudyBody,
          response: { 202: Study },
        },
      },
      async (request, reply) => {
        const account = accountOf(request);
        const { areaId, from, to } = request.body.selection ?? {};
        checkQuestion(request.body);
        if (from && to && Date.parse(from) >= Date.parse(to))
          throw new Refusal('invalid', 'selection.from must lie before selection.to');
        if (areaId !== undefined && areaId !== account.areaId) {
          const areas = await listAreas(db, { at: now(), within: account.areaId });
          if (!areas.some(({ id }) => id === areaId))
            throw new Refusal('forbidden', 'this area is not yours to study');
        }
        const study = await insertStudy(db, account, request.body);
        studies.wake();
        return reply.code(202).send(study);
      },
    );

    app.get(
      '/analysis/studies/:id',
      {
        schema: {
          tags,
          summary: 'One study, without its tables',
          params: Params,
          response: { 200: Study },
        },
      },
      async (request) => found(await findStudy(db, accountOf(request), request.params.id)),
    );

    app.patch(
      '/analysis/studies/:id',
      {
        schema: {
          tags,
          summary: 'Rename or share an own study',
          params: Params,
          body: Type.Object({
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
            shared: Type.Optional(Type.Boolean()),
          }),
          response: { 200: Study },
        },
      },
      async (request) =>
        found(await updateStudy(db, accountOf(request).name, request.params.id, request.body)),
    );

    app.post(
      '/analysis/studies/:id/cancel',
      { schema: { tags, summary: 'Stop an own study', params: Params, response: { 200: Study } } },
      async (request) => found(await cancelStudy(db, accountOf(request).name, request.params.id)),
    );

    app.delete(
      '/analysis/studies/:id',
      {
        schema: {
          tags,
          summary: 'Delete an own study',
          params: Params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        if (!(await deleteStudy(db, accountOf(request).name, request.params.id)))
          throw new Refusal('not-found');
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/analysis/studies/:id/result',
      {
        schema: {
          tags,
          summary:
            'The result: everything as JSON, by row as `analyse` writes it or by column, or one table as CSV, GeoJSON or GeoParquet',
          params: Params,
          querystring: Type.Object({
            format: Type.Optional(
              Type.Union(
                ['json', 'columns', 'csv', 'geojson', 'parquet'].map((format) =>
                  Type.Literal(format),
                ),
                {
                  default: 'json',
                },
              ),
            ),
            table: Type.Optional(
              Type.String({ description: 'A further table instead of the main one' }),
            ),
          }),
          response: { 200: Type.Union([StudyRows, StudyResult]) },
        },
      },
      async (request, reply) => {
        const study = found(await findStudy(db, accountOf(request), request.params.id));
        if (study.state !== 'done')
          throw new Refusal('not-found', `the study is ${study.state}; it has no result`);
        const { format = 'json', table } = request.query as {
          format?: 'columns' | StudyFileFormat;
          table?: string;
        };
        // As it is stored: what the console draws of, and the only form that is never whole in memory.
        if (format === 'columns')
          return reply
            .type('application/json; charset=utf-8')
            .send(streamed(readStudyResult(db, study.id)));
        const file = await studies.writeFile(study.id, format, table ?? null);
        if ('tables' in file)
          throw new Refusal('not-found', `tables are ${file.tables.join(', ') || 'the main one'}`);
        return reply
          .type(FILE_TYPES[format])
          .header('content-disposition', `attachment; filename="study-${study.id}.${format}"`)
          .send(streamed(file));
      },
    );
  };

/** Sent as it comes, a piece at a time; never for the whole in memory. Typed as what the document says it is. */
const streamed = (pieces: AsyncIterable<string | Uint8Array>) =>
  Readable.from(pieces, { objectMode: false, highWaterMark: 64 * 1024 }) as never;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal('not-found');
  return value;
}

/** A question that cannot be answered is said so before it waits its turn. */
function checkQuestion({ method, parameters = {} }: StudyBody): void {
  try {
    readParameters(methodNamed(method), parameters);
  } catch (error) {
    if (error instanceof AnalysisError)
      throw new Refusal('invalid', `${error.code}: ${error.message}`);
    throw error;
  }
}
