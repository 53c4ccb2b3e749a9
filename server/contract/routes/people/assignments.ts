import { Type } from 'typebox';
import {
  ASSIGNMENTS_PAGE_MAX,
  GridLaid,
  GridLaying,
  GridsHeld,
  HandheldLaid,
  HandheldLaying,
  HandheldsCarried,
} from '../../people/assignment.ts';
import { ById, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['areas and people'];
const query = Type.Object({
  from: Type.Optional(MomentQuery),
  to: Type.Optional(MomentQuery),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ASSIGNMENTS_PAGE_MAX })),
  cursor: Type.Optional(Type.String({ pattern: '^\\d{1,14}-\\d{1,15}$' })),
});

export const listCarriers = route({
  operationId: 'listCarriers',
  method: 'GET',
  path: '/handhelds/:id/assignments',
  summary: 'Who carried a handheld, carries it and is to carry it, the last to begin first',
  tags,
  access: 'look',
  scope: { handheld: 'params.id' },
  params: ById,
  query,
  replies: { 200: HandheldsCarried },
  errors: ['not-found'],
});

export const listCarried = route({
  operationId: 'listCarried',
  method: 'GET',
  path: '/officers/:id/handhelds',
  summary: 'Which handhelds an officer carried, carries and is to carry, the last to begin first',
  tags,
  access: 'look',
  scope: { officer: 'params.id' },
  params: ById,
  query,
  replies: { 200: HandheldsCarried },
  errors: ['not-found'],
});

export const listHeld = route({
  operationId: 'listHeld',
  method: 'GET',
  path: '/officers/:id/grids',
  summary: 'Which grids an officer held, holds and is to hold, the last to begin first',
  tags,
  access: 'look',
  scope: { officer: 'params.id' },
  params: ById,
  query,
  replies: { 200: GridsHeld },
  errors: ['not-found'],
});

export const assignHandheld = route({
  operationId: 'assignHandheld',
  method: 'PUT',
  path: '/assignments/handheld',
  summary:
    'Who carries one handheld between two moments: given, ended, re-dated or taken back; what rests on a past that is another now is judged again',
  tags: ['provisioning'],
  access: 'provision',
  scope: { handheld: 'body.handheld', officer: 'body.given.*.officer' },
  recordsItself: true,
  body: HandheldLaying,
  replies: { 200: HandheldLaid },
  errors: ['wrong-state'],
});

export const assignGrid = route({
  operationId: 'assignGrid',
  method: 'PUT',
  path: '/assignments/grid',
  summary:
    'Which grid one officer holds between two moments: given, ended, re-dated or taken back; what rests on a past that is another now is judged again',
  tags: ['provisioning'],
  access: 'provision',
  scope: { officer: 'body.officer', area: 'body.given.*.grid' },
  recordsItself: true,
  body: GridLaying,
  replies: { 200: GridLaid },
  errors: ['wrong-state'],
});
