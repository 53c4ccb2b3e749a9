import { Type } from 'typebox';
import { PREVIEW_QUERY, StudyPreview } from '../../studies/starting-values.ts';
import {
  EveryDays,
  MethodInfo,
  Study,
  StudyBody,
  StudyResult,
  StudyRows,
} from '../../studies/study.ts';
import { VARIED_MAX, VariedStudy } from '../../studies/varied.ts';
import { ById, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['analysis'];
/** What operations on one study have in common. */
const ofOne = {
  tags,
  access: 'look',
  scope: { study: 'params.id' },
  params: ById,
} as const;

export const listMethods = route({
  operationId: 'listMethods',
  method: 'GET',
  path: '/analysis/methods',
  summary: 'Methods with their parameters',
  tags,
  access: 'look',
  scope: 'nothing',
  replies: { 200: Type.Object({ methods: Type.Array(MethodInfo) }) },
});

export const listStudies = route({
  operationId: 'listStudies',
  method: 'GET',
  path: '/analysis/studies',
  summary: 'Own studies and those shared over the same area, latest first',
  tags,
  access: 'look',
  scope: 'own-area',
  replies: { 200: Type.Object({ studies: Type.Array(Study) }) },
});

export const previewStudy = route({
  operationId: 'previewStudy',
  method: 'GET',
  path: '/analysis/preview',
  summary:
    'How many incidents a study would be about, the values that fit them, how long it would take and how many wait before it',
  tags,
  access: 'ask-studies',
  scope: { area: 'query.areaId' },
  query: PREVIEW_QUERY,
  replies: { 200: StudyPreview },
});

export const createStudy = route({
  operationId: 'createStudy',
  method: 'POST',
  path: '/analysis/studies',
  summary:
    'Ask for a study; it waits its turn and runs in a thread of its own. Sizes of cells and the distance of DBSCAN that are not told are those that fit the incidents, as of /analysis/preview',
  tags,
  access: 'ask-studies',
  scope: { area: 'body.selection.areaId' },
  body: StudyBody,
  replies: { 202: Study },
});

export const getStudy = route({
  operationId: 'getStudy',
  method: 'GET',
  path: '/analysis/studies/:id',
  summary: 'One study, without its tables',
  ...ofOne,
  replies: { 200: Study },
  errors: ['not-found'],
});

export const changeStudy = route({
  operationId: 'changeStudy',
  method: 'PATCH',
  path: '/analysis/studies/:id',
  summary:
    'Rename or share an own study, or have it asked again every so many days, about as long a time up to then; null ends that',
  ...ofOne,
  body: Type.Object({
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    shared: Type.Optional(Type.Boolean()),
    everyDays: Type.Optional(Type.Union([EveryDays, Type.Null()])),
  }),
  replies: { 200: Study },
  errors: ['not-found'],
});

export const cancelStudy = route({
  operationId: 'cancelStudy',
  method: 'POST',
  path: '/analysis/studies/:id/cancel',
  summary: 'Stop an own study',
  ...ofOne,
  replies: { 200: Study },
  errors: ['not-found'],
});

export const deleteStudy = route({
  operationId: 'deleteStudy',
  method: 'DELETE',
  path: '/analysis/studies/:id',
  summary: 'Delete an own study',
  ...ofOne,
  replies: { 204: Nothing },
  errors: ['not-found'],
});

export const varyStudy = route({
  operationId: 'varyStudy',
  method: 'GET',
  path: '/analysis/studies/:id/varied',
  summary: `A finished study with another distance, worked out at once and not kept; of at most ${VARIED_MAX.incidents} incidents, within ${VARIED_MAX.seconds} s`,
  ...ofOne,
  access: 'ask-studies',
  query: Type.Object({
    distance: Type.Number({
      description:
        'The parameter of its method that says how near is near: metres, or the resolution of H3 cells',
    }),
  }),
  replies: { 200: VariedStudy },
  errors: ['not-found', 'wrong-state'],
});

export const getStudyResult = route({
  operationId: 'getStudyResult',
  method: 'GET',
  path: '/analysis/studies/:id/result',
  summary:
    'The result: everything as JSON, by row as `analyse` writes it or by column, or one table as CSV, GeoJSON or GeoParquet',
  ...ofOne,
  query: Type.Object({
    format: Type.Optional(
      Type.Unsafe<'json' | 'columns' | 'csv' | 'geojson' | 'parquet'>(
        Type.Union(
          ['json', 'columns', 'csv', 'geojson', 'parquet'].map((format) => Type.Literal(format)),
          { default: 'json' },
        ),
      ),
    ),
    table: Type.Optional(Type.String({ description: 'A further table instead of the main one' })),
  }),
  replies: { 200: Type.Union([StudyRows, StudyResult]) },
  files: ['text/csv', 'application/geo+json', 'application/vnd.apache.parquet'],
  errors: ['not-found'],
});
