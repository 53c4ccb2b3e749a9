import { Type } from 'typebox';
import {
  ThresholdsInput,
  ThresholdsRecord,
  ThresholdsTrial,
  ThresholdsTrialInput,
  ThresholdsWithdrawal,
  WarningThresholds,
} from '../../warnings/thresholds.ts';
import { Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['warnings'];

export const listWarningThresholds = route({
  operationId: 'listWarningThresholds',
  method: 'GET',
  path: '/warning-thresholds',
  summary:
    'From what warnings are raised: every version of your area and of those above it, and what holds where none does',
  tags,
  access: 'look',
  scope: 'own-area',
  replies: {
    200: Type.Object({ builtIn: WarningThresholds, thresholds: Type.Array(ThresholdsRecord) }),
  },
});

export const publishWarningThresholds = route({
  operationId: 'publishWarningThresholds',
  method: 'POST',
  path: '/warning-thresholds/publish',
  summary: 'Put thresholds of warnings in force from a moment to come; what was raised stays',
  tags,
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: ThresholdsInput,
  replies: { 200: Type.Object({ published: Type.Boolean() }) },
});

export const withdrawWarningThresholds = route({
  operationId: 'withdrawWarningThresholds',
  method: 'POST',
  path: '/warning-thresholds/withdraw',
  summary: 'Take back the last version of an area before it holds; the one before it holds on',
  tags,
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: ThresholdsWithdrawal,
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

export const tryWarningThresholds = route({
  operationId: 'tryWarningThresholds',
  method: 'POST',
  path: '/warning-thresholds/try',
  summary:
    'What thresholds would have raised in the last 30 whole days, beside what those in force raise; nothing is changed',
  tags,
  access: 'set-norms',
  scope: { area: 'body.area' },
  looksAt: ['body.area'],
  body: ThresholdsTrialInput,
  replies: { 200: ThresholdsTrial },
  perMinute: 12,
});
