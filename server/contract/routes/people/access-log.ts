import { Type } from 'typebox';
import { AccessEntry, ENTRY_KINDS } from '../../access/access-log.ts';
import { literals } from '../../literals.ts';
import { Provisioned } from '../../people/provision.ts';
import { IdParam, MomentQuery, TABLE_REPLY } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['access'];
export const ACCESS_PAGE_MAX = 500;
/** Entries of one file. */
export const ACCESS_FILE_MAX = 20_000;

export const listAccess = route({
  operationId: 'listAccess',
  method: 'GET',
  path: '/access-log',
  summary: `Who of your area looked at positions and did what, and who looked at officers of your area, newest first, at most ${ACCESS_PAGE_MAX} a page, ${ACCESS_FILE_MAX} a file`,
  tags,
  access: 'audit',
  scope: { officer: 'query.officerId' },
  query: Type.Object(
    {
      from: Type.Optional(MomentQuery),
      to: Type.Optional(MomentQuery),
      kind: Type.Optional(literals(ENTRY_KINDS)),
      by: Type.Optional(Type.String({ maxLength: 64, description: 'Part of the name' })),
      act: Type.Optional(Type.String({ maxLength: 64 })),
      text: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the detail' })),
      officerId: Type.Optional(IdParam),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ACCESS_PAGE_MAX })),
      cursor: Type.Optional(IdParam),
      format: Type.Optional(literals(['json', 'csv'])),
    },
    { additionalProperties: false },
  ),
  files: ['text/csv'],
  headers: { link: TABLE_REPLY.headers.link, 'x-xunji-next': TABLE_REPLY.headers['x-xunji-next'] },
  replies: {
    200: Type.Object({
      entries: Type.Array(AccessEntry),
      next: Type.Union([Type.Integer(), Type.Null()], { description: 'Cursor of the next page' }),
    }),
  },
});

export const takeBackAct = route({
  operationId: 'takeBackAct',
  method: 'POST',
  path: '/access-log/:id/take-back',
  summary:
    'Take back what an act on holidays, categories or departments changed, all or nothing, as long as all of it stands: what was changed or taken off is as it was, a new day is taken off, a new category retired, a new department ended',
  tags,
  access: 'provision',
  scope: 'own-area',
  recordsItself: true,
  params: Type.Object({ id: IdParam }),
  replies: { 200: Provisioned },
  errors: ['not-found', 'wrong-state'],
});
