import { Type } from 'typebox';
import { PRINT_MAX, PrintCodesBody, PrintedCode, RenewCodesBody } from '../../checkpoints/print.ts';
import {
  CodeScreen,
  OpenedScreen,
  OpenScreenBody,
  ReadScreenBody,
  SCREEN_DAYS,
} from '../../checkpoints/screen.ts';
import { route } from '../route.ts';

const tags = ['norms'];

export const printCheckpointCodes = route({
  operationId: 'printCheckpointCodes',
  method: 'POST',
  path: '/checkpoint-codes',
  summary: `Codes of checkpoints to print, of days or of every day, at most ${PRINT_MAX}; the same again for the same days`,
  tags,
  access: 'provision',
  scope: { area: 'body.area' },
  body: PrintCodesBody,
  replies: { 200: Type.Object({ codes: Type.Array(PrintedCode) }) },
  errors: ['wrong-state'],
});

export const renewCheckpointCodes = route({
  operationId: 'renewCheckpointCodes',
  method: 'POST',
  path: '/checkpoint-codes/renew',
  summary:
    'End the codes of a checkpoint, as after a tag was copied: from now on they confirm nothing, and others are printed',
  tags,
  access: 'provision',
  scope: { area: 'body.area' },
  body: RenewCodesBody,
  replies: {
    200: Type.Object({ ended: Type.Integer({ description: 'How many ended; 0: it had none' }) }),
  },
});

export const openCheckpointScreen = route({
  operationId: 'openCheckpointScreen',
  method: 'POST',
  path: '/checkpoint-codes/screens',
  summary:
    'A token by which a screen at the place shows the code of the day, every day, until the codes are renewed',
  tags,
  access: 'provision',
  scope: { area: 'body.area' },
  body: OpenScreenBody,
  replies: { 200: OpenedScreen },
  errors: ['not-found', 'wrong-state'],
});

export const readCheckpointScreen = route({
  operationId: 'readCheckpointScreen',
  method: 'POST',
  path: '/checkpoint-screen',
  summary: `What a screen shows: the codes of its checkpoint for today and the days after, ${SCREEN_DAYS} in all`,
  tags,
  access: 'anybody',
  scope: 'nothing',
  // Opening it is on record; it asks again all day long and changes nothing.
  recordsItself: true,
  body: ReadScreenBody,
  replies: { 200: CodeScreen },
  errors: ['not-found'],
  perMinute: 60,
});
