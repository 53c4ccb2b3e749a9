import type { Provisioned } from '../../../contract/people/provision.ts';
import type { Put } from '../../../db/people/provision.ts';
import { firstOf } from '../../../domain/reading/problem.ts';
import { Refusal } from '../../../errors.ts';

/** The count of what was put. Throws `invalid` where some of it was refused: that is the caller's to mend. */
export function replyOfPut(put: Put): Provisioned {
  if (!('refused' in put)) return put;
  throw Refusal.of('invalid', firstOf(put.refused));
}
