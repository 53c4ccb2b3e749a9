import type { Provisioned } from '../../../contract/people/provision.ts';
import type { Put } from '../../../db/people/provision.ts';
import { firstOf } from '../../../domain/reading/problem.ts';
import { Refusal } from '../../../errors.ts';

/** The count of what was put. Throws `invalid` where some of it was refused: that is the caller's to mend; `wrong-state` where what was to be new is not. */
export function replyOfPut(put: Put): Provisioned {
  if (!('refused' in put)) return put;
  const isTaken = put.refused.some(({ code }) => code === 'codes-taken');
  throw Refusal.of(isTaken ? 'wrong-state' : 'invalid', firstOf(put.refused));
}
