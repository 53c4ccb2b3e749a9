import { Type } from 'typebox';
import {
  INCIDENT_COLUMNS_MAX,
  Incident,
  IncidentCategory,
  IncidentCategoryChange,
  IncidentColumns,
  IncidentHistory,
} from '../../incidents/incident.ts';
import {
  INCIDENTS_MAX,
  IncidentBatch,
  IncidentCategoriesInput,
  IncidentCorrection,
  IncidentOutcomes,
  Provisioned,
} from '../../people/provision.ts';
import { ByCode, ById, IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['incidents'];
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) });
/** Far more than a full batch, so that one of too many is told what the limit is. */
const BODY_MAX_BYTES = 16 * 1024 * 1024;

export const listIncidents = route({
  operationId: 'listIncidents',
  method: 'GET',
  path: '/incidents',
  summary: 'Incidents that began in a period (the last 7 days unless told), newest first',
  tags,
  access: 'look',
  scope: 'own-area',
  query: Type.Object({
    from: Type.Optional(MomentQuery),
    to: Type.Optional(MomentQuery),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000, default: 5_000 })),
  }),
  replies: { 200: Type.Object({ incidents: Type.Array(Incident) }) },
});

export const listIncidentColumns = route({
  operationId: 'listIncidentColumns',
  method: 'GET',
  path: '/incidents/columns',
  summary: `Incidents that began in a period, by columns, newest first, at most ${INCIDENT_COLUMNS_MAX}`,
  tags,
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    from: MomentQuery,
    to: MomentQuery,
    areaId: Type.Optional(IdParam),
  }),
  replies: { 200: IncidentColumns },
  errors: ['forbidden'],
});

export const listFoundBy = route({
  operationId: 'listFoundBy',
  method: 'GET',
  path: '/officers/:id/found',
  summary:
    'Incidents that an officer found and reported by handheld, that began in a period (the last 7 days unless told), newest first, at most 200',
  tags,
  access: 'look',
  scope: { officer: 'params.id' },
  params: ById,
  query: Type.Object({ from: Type.Optional(MomentQuery), to: Type.Optional(MomentQuery) }),
  replies: { 200: Type.Object({ incidents: Type.Array(Incident) }) },
  errors: ['not-found'],
});

export const getIncident = route({
  operationId: 'getIncident',
  method: 'GET',
  path: '/incidents/:id',
  summary: 'What an incident is, and what it was before it was corrected or withdrawn',
  tags,
  access: 'look',
  scope: { incident: 'params.id' },
  params,
  replies: { 200: IncidentHistory },
  errors: ['not-found'],
});

export const listIncidentCategories = route({
  operationId: 'listIncidentCategories',
  method: 'GET',
  path: '/incidents/categories',
  summary: 'The tree of incident categories',
  tags,
  access: 'reader',
  scope: 'nothing',
  replies: { 200: Type.Object({ categories: Type.Array(IncidentCategory) }) },
});

export const putIncidentCategories = route({
  operationId: 'putIncidentCategories',
  method: 'PUT',
  path: '/incidents/categories',
  summary: 'Incident categories by code',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { category: 'body.categories.*.code' },
  body: IncidentCategoriesInput,
  replies: { 200: Provisioned },
  errors: ['wrong-state'],
});

export const changeIncidentCategory = route({
  operationId: 'changeIncidentCategory',
  method: 'PATCH',
  path: '/incidents/categories/:code',
  summary: 'Rename, price or retire an incident category, or bring it back into use',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { category: 'params.code' },
  params: ByCode,
  body: IncidentCategoryChange,
  replies: { 200: IncidentCategory },
  errors: ['not-found'],
});

export const mergeIncidentCategory = route({
  operationId: 'mergeIncidentCategory',
  method: 'POST',
  path: '/incidents/categories/:code/merge',
  summary:
    'Merge an incident category into another: its incidents are corrected to the other one and it is retired; figures as of earlier editions stay',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { category: 'params.code' },
  params: ByCode,
  body: Type.Object(
    { into: Type.String({ minLength: 1, maxLength: 64, description: 'Code of the other one' }) },
    { additionalProperties: false },
  ),
  replies: {
    200: Type.Object({
      category: IncidentCategory,
      moved: Type.Integer({ description: 'Incidents that are now of the other one' }),
    }),
  },
});

export const reportIncidents = route({
  operationId: 'reportIncidents',
  method: 'POST',
  path: '/incidents',
  summary: `Report, correct or withdraw up to ${INCIDENTS_MAX} incidents; one outcome each`,
  tags,
  access: 'report-incidents',
  scope: 'each-item',
  body: IncidentBatch,
  replies: { 200: IncidentOutcomes },
  bodyMaxBytes: BODY_MAX_BYTES,
});

export const correctIncident = route({
  operationId: 'correctIncident',
  method: 'PATCH',
  path: '/incidents/:id',
  summary: 'Correct an incident; what it was stays on record',
  tags,
  access: 'report-incidents',
  scope: { incident: 'params.id' },
  params,
  body: IncidentCorrection,
  replies: { 200: IncidentHistory },
  errors: ['not-found', 'wrong-state'],
});

export const withdrawIncident = route({
  operationId: 'withdrawIncident',
  method: 'DELETE',
  path: '/incidents/:id',
  summary: 'Withdraw an incident: it counts nowhere any more, and stays on record',
  tags,
  access: 'report-incidents',
  scope: { incident: 'params.id' },
  params,
  query: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 2000 })) }),
  replies: { 200: IncidentHistory },
  errors: ['not-found'],
});

export const getFound = route({
  operationId: 'getFound',
  method: 'GET',
  path: '/incidents/:id/found',
  summary: 'What the officer who found an incident said and showed of it',
  tags,
  access: 'look',
  scope: { incident: 'params.id' },
  params,
  replies: {
    200: Type.Object({
      text: Type.Union([Type.String(), Type.Null()]),
      photos: Type.Array(Type.String(), { description: 'Ids, in the order they came' }),
    }),
  },
  errors: ['not-found'],
});

export const getIncidentPhoto = route({
  operationId: 'getIncidentPhoto',
  method: 'GET',
  path: '/incidents/:id/photos/:photo',
  summary: 'A photo of an incident, a JPEG without metadata',
  tags,
  access: 'look',
  scope: { incident: 'params.id' },
  params: Type.Object({ ...params.properties, photo: Type.String({ maxLength: 48 }) }),
  replies: { 200: Type.Unknown() },
  files: ['image/jpeg'],
  errors: ['not-found'],
});
