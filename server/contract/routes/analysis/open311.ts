import { Type } from 'typebox';
import {
  ForeignCategory,
  Open311Post,
  Open311Request,
  Open311Service,
} from '../../cases/open311.ts';
import { Provisioned } from '../../people/provision.ts';
import { ByCode, MomentOrDayQuery, Nothing } from '../parts.ts';
import { route } from '../route.ts';

/** Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2) below /api/v1/open311/v2; `.xml` for `.json` is answered in XML. */
const open311 = { tags: ['open311'], access: 'reader', scope: 'own-area' } as const;
/** There is one jurisdiction: a client may name it. */
const jurisdiction = { jurisdiction_id: Type.Optional(Type.String({ maxLength: 200 })) };
const query = Type.Object(jurisdiction);
const params = Type.Object({ id: Type.String({ pattern: '^\\d{1,15}$' }) });

export const listOpen311Services = route({
  ...open311,
  operationId: 'listOpen311Services',
  method: 'GET',
  path: '/open311/v2/services.json',
  summary:
    'Open311: what can be reported, the categories in use; `.xml` answers in XML, here and at all below',
  query,
  scope: 'nothing',
  replies: { 200: Type.Array(Open311Service) },
});

export const getOpen311Service = route({
  ...open311,
  operationId: 'getOpen311Service',
  method: 'GET',
  path: '/open311/v2/services/:id.json',
  summary: 'Open311: what a service asks beyond a place and words, which is nothing',
  query,
  scope: 'nothing',
  params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
  replies: {
    200: Type.Object({ service_code: Type.String(), attributes: Type.Array(Type.Unknown()) }),
  },
  errors: ['not-found'],
});

export const createOpen311Request = route({
  ...open311,
  operationId: 'createOpen311Request',
  method: 'POST',
  path: '/open311/v2/requests.json',
  summary:
    'Open311: report something, as a form, which may hold the key as `api_key`; it opens a case. With `foreign_id` sending it again is harmless',
  scope: 'each-item',
  body: Open311Post,
  replies: {
    200: Type.Array(
      Type.Object({ service_request_id: Type.String(), service_notice: Type.String() }),
    ),
  },
  errors: ['forbidden', 'body-too-large'],
  keyInForm: true,
  // Read before anybody is let in.
  bodyMaxBytes: 64 * 1024,
});

export const listOpen311Requests = route({
  ...open311,
  operationId: 'listOpen311Requests',
  method: 'GET',
  path: '/open311/v2/requests.json',
  summary: 'Open311: cases of your area, the last 90 days unless told, at most 1000',
  query: Type.Object({
    ...jurisdiction,
    service_request_id: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}(,\\d{1,15})*$', maxLength: 1_600 }),
    ),
    service_code: Type.Optional(Type.String({ maxLength: 1_000 })),
    start_date: Type.Optional(MomentOrDayQuery),
    end_date: Type.Optional(MomentOrDayQuery),
    status: Type.Optional(Type.String({ pattern: '^(open|closed)(,(open|closed))?$' })),
  }),
  replies: { 200: Type.Array(Open311Request) },
});

export const getOpen311Request = route({
  ...open311,
  operationId: 'getOpen311Request',
  method: 'GET',
  path: '/open311/v2/requests/:id.json',
  summary: 'Open311: how a request stands',
  query,
  params,
  replies: { 200: Type.Array(Open311Request) },
  errors: ['not-found'],
});

export const getOpen311Token = route({
  ...open311,
  operationId: 'getOpen311Token',
  method: 'GET',
  path: '/open311/v2/tokens/:id.json',
  summary:
    'Open311: the request of a token; every request has its id at once, so they are the same',
  query,
  params,
  replies: {
    200: Type.Array(Type.Object({ service_request_id: Type.String(), token: Type.String() })),
  },
  errors: ['not-found'],
});

export const listForeignCategories = route({
  operationId: 'listForeignCategories',
  method: 'GET',
  path: '/open311/categories',
  summary: 'Codes of other platforms as categories of ours',
  tags: ['open311'],
  access: 'look',
  scope: 'nothing',
  replies: { 200: Type.Object({ categories: Type.Array(ForeignCategory) }) },
});

export const putForeignCategories = route({
  operationId: 'putForeignCategories',
  method: 'PUT',
  path: '/open311/categories',
  summary: 'Put codes of other platforms as categories of ours, by code',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { 'foreign-category': 'body.categories.*.code' },
  body: Type.Object(
    { categories: Type.Array(ForeignCategory, { minItems: 1, maxItems: 5_000 }) },
    { additionalProperties: false },
  ),
  replies: { 200: Provisioned },
});

export const dropForeignCategory = route({
  operationId: 'dropForeignCategory',
  method: 'DELETE',
  path: '/open311/categories/:code',
  summary:
    'Take a code of another platform off: it is looked for among the categories of ours again',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { 'foreign-category': 'params.code' },
  params: ByCode,
  replies: { 204: Nothing },
  errors: ['not-found'],
});
