import { Type } from 'typebox';
import { NormRules } from '../../norms/norm.ts';
import { NormRecord } from '../../norms/norm-record.ts';
import { BackTest, BackTestInput } from '../../norms/norm-test.ts';
import { OfficerCategory } from '../../people/people.ts';
import { NormInput, NormsInput, NormWithdrawal, Provisioned } from '../../people/provision.ts';
import { IdParam, MomentQuery, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['norms'];

export const listNorms = route({
  operationId: 'listNorms',
  method: 'GET',
  path: '/norms',
  summary: 'Every version of the norms of your area and of those above it',
  tags,
  access: 'reader',
  scope: 'own-area',
  replies: { 200: Type.Object({ norms: Type.Array(NormRecord) }) },
});

export const chooseNorm = route({
  operationId: 'chooseNorm',
  method: 'GET',
  path: '/norms/choice',
  summary:
    'The norm that holds for a grid and an officer category at a moment: of the nearest area above that has one; null where the built-in rules hold',
  tags,
  access: 'look',
  scope: { area: 'query.gridId' },
  query: Type.Object({
    gridId: IdParam,
    category: OfficerCategory,
    at: Type.Optional(MomentQuery),
  }),
  replies: {
    200: Type.Object({ norm: Type.Union([NormRecord, Type.Null()]), rules: NormRules }),
  },
  errors: ['forbidden'],
});

export const listNormPresets = route({
  operationId: 'listNormPresets',
  method: 'GET',
  path: '/norms/presets',
  summary: 'Norms of five places as a start',
  tags,
  access: 'look',
  scope: 'nothing',
  replies: { 200: Type.Object({ presets: Type.Array(Type.Unknown()) }) },
});

export const publishNorm = route({
  operationId: 'publishNorm',
  method: 'POST',
  path: '/norms/publish',
  summary: 'Put a norm in force from a moment to come; the past stays judged as it was',
  tags,
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: NormInput,
  replies: { 200: Type.Object({ published: Type.Boolean() }) },
});

export const withdrawNorm = route({
  operationId: 'withdrawNorm',
  method: 'POST',
  path: '/norms/withdraw',
  summary:
    'Take back the last version of a norm before it holds; the one before it holds on. What has begun stays on record',
  tags,
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: NormWithdrawal,
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

export const backTestNorm = route({
  operationId: 'backTestNorm',
  method: 'POST',
  path: '/norms/backtest',
  summary: 'What a norm would have decided over past days; nothing is changed',
  tags,
  access: 'set-norms',
  scope: { area: 'body.norm.area' },
  looksAt: [
    'body.norm.area',
    'body.norm.gridType',
    'body.norm.officerCategory',
    'body.from',
    'body.to',
  ],
  body: BackTestInput,
  replies: { 200: BackTest },
});

export const putNorms = route({
  operationId: 'putNorms',
  method: 'PUT',
  path: '/norms',
  summary:
    'Norms by area; one may start in the past only where nothing it holds for was judged since',
  tags: ['provisioning'],
  access: 'provision',
  scope: { area: 'body.norms.*.area' },
  body: NormsInput,
  replies: { 200: Provisioned },
});
