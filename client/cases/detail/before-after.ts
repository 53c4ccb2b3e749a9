import type { CaseStep } from '../../../server/contract/cases/case.ts';
import type { CasePhoto } from '../../../server/contract/cases/detail.ts';

/** Steps that come when the work is done. */
const AFTER: ReadonlySet<CaseStep> = new Set(['handle', 'check', 'send-back', 'close', 'rate']);

/** Photos of a case by what they show: the place as it was found, and as it was left. */
export const beforeAfter = <P extends Pick<CasePhoto, 'step'>>(photos: readonly P[]) => ({
  before: photos.filter(({ step }) => !AFTER.has(step)),
  after: photos.filter(({ step }) => AFTER.has(step)),
});
