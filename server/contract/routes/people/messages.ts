import { Type } from 'typebox';
import { MessageBody, NearOfficer, OfficerMessage } from '../../people/message.ts';
import { ById } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['areas and people'];
/** Messages of so many days are listed. */
export const MESSAGE_DAYS = 31;
/** So many officers are named as near a place. */
export const NEAR_MOST = 10;

const told = {
  tags,
  access: 'message-officers',
  scope: { officer: 'params.id' },
  params: ById,
  path: '/officers/:id/messages',
} as const;

export const sendMessage = route({
  ...told,
  operationId: 'sendMessage',
  method: 'POST',
  summary:
    'Send an officer a text, with a place if one is meant, to every handheld the officer carries now; what is not taken at once is taken on connecting',
  body: MessageBody,
  replies: { 201: OfficerMessage },
  errors: ['not-found', 'wrong-state'],
});

export const listMessages = route({
  ...told,
  operationId: 'listMessages',
  method: 'GET',
  summary: `Texts to an officer of the last ${MESSAGE_DAYS} days, newest first, at most 50, with when each was taken and read; of those days on which the officer was the area's`,
  looksBackDays: MESSAGE_DAYS,
  replies: { 200: Type.Object({ messages: Type.Array(OfficerMessage) }) },
  errors: ['not-found'],
});

export const listNear = route({
  operationId: 'listNear',
  method: 'GET',
  path: '/officers/near',
  summary: `Officers on duty in the area by minutes on foot to a place, at most ${NEAR_MOST}; those unseen for ten minutes come last`,
  tags,
  access: 'look',
  scope: 'own-area',
  discloses: 'reply.officers.*.officerId',
  query: Type.Object(
    {
      lng: Type.Number({ minimum: -180, maximum: 180 }),
      lat: Type.Number({ minimum: -90, maximum: 90 }),
    },
    { additionalProperties: false },
  ),
  replies: { 200: Type.Object({ officers: Type.Array(NearOfficer) }) },
  errors: ['forbidden'],
});
