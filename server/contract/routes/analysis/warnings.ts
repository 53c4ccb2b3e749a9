import { Type } from 'typebox';
import {
  WARNING_LEVELS,
  WARNING_STATES,
  Warning,
  WarningCloseBody,
  WarningCollection,
  WarningDetail,
  WarningIncidents,
  WarningPage,
  WarningRate,
  WarningStepBody,
} from '../../warnings/warning.ts';
import { ById, IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['warnings'];

/** Some of these words, with commas between. */
const some = (words: readonly string[]) =>
  Type.Optional(
    Type.String({
      pattern: `^(${words.join('|')})(,(${words.join('|')}))*$`,
      description: `Some of ${words.join(', ')}, with commas between`,
    }),
  );
const query = Type.Object({
  areaId: Type.Optional(IdParam),
  state: some(WARNING_STATES),
  level: some(WARNING_LEVELS),
  category: Type.Optional(Type.String({ maxLength: 100 })),
  from: Type.Optional(MomentQuery),
  to: Type.Optional(MomentQuery),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ pattern: '^\\d{1,14}-\\d{1,15}$' })),
});
/** What operations on one warning have in common. */
const ofOne = {
  tags,
  access: 'look',
  scope: { warning: 'params.id' },
  params: ById,
} as const;

export const listWarnings = route({
  operationId: 'listWarnings',
  method: 'GET',
  path: '/warnings',
  summary: 'Warnings that touch your area and stood at any time in a period, raised last first',
  tags,
  access: 'look',
  scope: 'own-area',
  query,
  replies: { 200: WarningPage },
});

export const getWarningCollection = route({
  operationId: 'getWarningCollection',
  method: 'GET',
  path: '/warnings.geojson',
  summary: 'The same with the outline of their cells, WGS-84',
  tags,
  access: 'look',
  scope: 'own-area',
  query,
  replies: { 200: WarningCollection },
});

export const getWarningRates = route({
  operationId: 'getWarningRates',
  method: 'GET',
  path: '/warnings/rate',
  summary:
    'Warnings a month of an area (yours unless told) and of each right below it, and the share closed as false',
  tags,
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    areaId: Type.Optional(IdParam),
    from: Type.Optional(MomentQuery),
    to: Type.Optional(MomentQuery),
  }),
  replies: { 200: Type.Object({ rates: Type.Array(WarningRate) }) },
  errors: ['forbidden'],
});

export const getWarning = route({
  operationId: 'getWarning',
  method: 'GET',
  path: '/warnings/:id',
  summary: 'All that a warning rests on, what was done about it and what came of it',
  ...ofOne,
  replies: { 200: WarningDetail },
  errors: ['not-found'],
});

export const listWarningIncidents = route({
  operationId: 'listWarningIncidents',
  method: 'GET',
  path: '/warnings/:id/incidents',
  summary:
    'The incidents a version of a warning (the latest unless told) rests on, as they are now, within your area',
  ...ofOne,
  query: Type.Object({ version: Type.Optional(IdParam) }),
  replies: { 200: WarningIncidents },
  errors: ['not-found'],
});

export const acknowledgeWarning = route({
  operationId: 'acknowledgeWarning',
  method: 'POST',
  path: '/warnings/:id/acknowledge',
  summary: 'Say that you have seen a warning',
  ...ofOne,
  access: 'handle-warnings',
  body: WarningStepBody,
  replies: { 200: Warning },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});

export const takeWarning = route({
  operationId: 'takeWarning',
  method: 'POST',
  path: '/warnings/:id/take',
  summary: 'Take a warning in hand, or over from who has it',
  ...ofOne,
  access: 'handle-warnings',
  body: WarningStepBody,
  replies: { 200: Warning },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});

export const closeWarning = route({
  operationId: 'closeWarning',
  method: 'POST',
  path: '/warnings/:id/close',
  summary: 'Close a warning and say whether it was real',
  ...ofOne,
  access: 'handle-warnings',
  body: WarningCloseBody,
  replies: { 200: Warning },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});
