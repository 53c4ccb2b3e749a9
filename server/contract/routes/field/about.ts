import { Type } from 'typebox';
import { AboutOfficer, NoticeState } from '../../handhelds/about.ts';
import { ById, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const own = { tags: ['own work'], access: 'handheld', scope: 'own' } as const;
/** Positions of the last days, unless a time is told. */
export const ABOUT_DAYS = 31;
const query = Type.Object({ from: Type.Optional(MomentQuery), to: Type.Optional(MomentQuery) });

export const getOwnNotice = route({
  ...own,
  operationId: 'getOwnNotice',
  method: 'GET',
  path: '/own/notice',
  summary:
    'Which notice of how their data is handled is in force, and when the officer took note of it',
  replies: { 200: NoticeState },
  errors: ['unassigned'],
});

export const agreeToNotice = route({
  ...own,
  operationId: 'agreeToNotice',
  method: 'POST',
  path: '/own/notice',
  summary: 'Put on record that the officer took note of the notice in force; again changes nothing',
  body: Type.Object({ notice: Type.String({ maxLength: 32 }) }, { additionalProperties: false }),
  replies: { 200: NoticeState },
  errors: ['unassigned', 'wrong-state'],
});

export const getOwnData = route({
  ...own,
  operationId: 'getOwnData',
  method: 'GET',
  path: '/own/data',
  summary: `All that is kept about the officer who carries the handheld, with positions of a time, the last ${ABOUT_DAYS} days unless told`,
  query,
  replies: { 200: AboutOfficer },
  errors: ['unassigned'],
  perMinute: 10,
});

export const getOfficerData = route({
  operationId: 'getOfficerData',
  method: 'GET',
  path: '/officers/:id/data',
  summary: 'The same of an officer who asks for it, by an administrator of the top area',
  tags: ['people'],
  access: 'provision',
  scope: 'top-area',
  discloses: 'params.id',
  asksPurpose: true,
  params: ById,
  query,
  replies: { 200: AboutOfficer },
  errors: ['not-found'],
  perMinute: 60,
});
