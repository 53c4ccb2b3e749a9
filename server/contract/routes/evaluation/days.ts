import { Type } from 'typebox';
import { DayRecord, Leave, LeaveInput } from '../../metrics/day.ts';
import { DayText, IdParam, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['days'];
const Range = { from: DayText, to: DayText };

export const listDays = route({
  operationId: 'listDays',
  method: 'GET',
  path: '/days',
  summary: 'Day verdicts with the patrols they rest on, of a grid or an officer',
  tags,
  access: 'reader',
  scope: { area: 'query.gridId', officer: 'query.officerId' },
  discloses: 'reply.days.*.officerId',
  query: Type.Object({
    ...Range,
    gridId: Type.Optional(IdParam),
    officerId: Type.Optional(IdParam),
  }),
  replies: { 200: Type.Object({ days: Type.Array(DayRecord) }) },
});

export const listLeave = route({
  operationId: 'listLeave',
  method: 'GET',
  path: '/leave',
  summary: 'Days on which officers are not on duty, and who stands in',
  tags,
  access: 'reader',
  scope: 'own-area',
  query: Type.Object(Range),
  replies: { 200: Type.Object({ leave: Type.Array(Leave) }) },
});

export const putLeave = route({
  operationId: 'putLeave',
  method: 'PUT',
  path: '/leave',
  summary: 'Put leave on record, change it or take it back; the days it touches are judged again',
  tags,
  access: 'keep-duty',
  scope: { officer: ['body.officerId', 'body.substituteId'] },
  body: LeaveInput,
  replies: { 204: Nothing },
});
