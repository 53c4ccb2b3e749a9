import type { FileProblem } from '../../../contract/file-problem.ts';
import type { Provisioned } from '../../../contract/people/provision.ts';
import type { Put } from '../../../db/people/provision.ts';
import { firstOf } from '../../../domain/reading/problem.ts';
import { Refusal } from '../../../errors.ts';

/** Of what is wrong with a list, the detail of the reply names so many. */
const REFUSED_SHOWN = 20;

/** The count of what was put. Throws `invalid` where some of it was refused: that is the caller's to mend. */
export function replyOfPut(put: Put<string | FileProblem>): Provisioned {
  if (!('refused' in put)) return put;
  const problems = put.refused.filter((why) => typeof why !== 'string');
  if (problems.length > 0) throw Refusal.of('invalid', firstOf(problems));
  const more = put.refused.length - REFUSED_SHOWN;
  const shown = put.refused.slice(0, REFUSED_SHOWN).join('; ');
  throw new Refusal('invalid', more > 0 ? `${shown}; and ${more} more` : shown);
}
