import { Type } from 'typebox';
import { OverTime, WEIGHED_DAYS, WorthALookAnswer } from '../../patrols/over-time.ts';
import { IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

export const getWorthALook = route({
  operationId: 'getWorthALook',
  method: 'GET',
  path: '/metrics/worth-a-look',
  summary: `Officers whose weak signals of ${WEIGHED_DAYS} days are together too many for chance, each with its patrols; no verdict`,
  tags: ['metrics'],
  access: 'see-formalism',
  scope: { area: 'query.areaId' },
  discloses: 'reply.officers.*.officerId',
  query: Type.Object({
    areaId: Type.Optional(IdParam),
    at: Type.Optional({
      ...MomentQuery,
      description: 'The days before this moment; now unless told',
    }),
  }),
  replies: { 200: WorthALookAnswer },
});

export const getOwnOverTime = route({
  operationId: 'getOwnOverTime',
  method: 'GET',
  path: '/own/over-time',
  summary: `What the own weak signals of ${WEIGHED_DAYS} days come to, and whether that is shown as worth a look`,
  tags: ['own work'],
  access: 'handheld',
  scope: 'own',
  replies: { 200: OverTime },
  errors: ['unassigned'],
});
