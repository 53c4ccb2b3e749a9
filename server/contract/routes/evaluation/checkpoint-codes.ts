import { Type } from 'typebox';
import { PRINT_MAX, PrintCodesBody, PrintedCode, RenewCodesBody } from '../../checkpoints/print.ts';
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
