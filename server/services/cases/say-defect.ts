import type { CaseStep } from '../../contract/cases/case.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { tellProblems } from '../../contract/tell-file.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { iso } from '../../db/store/moments.ts';
import type { StepDefect } from '../../domain/cases/standing.ts';

/** What was wrong with a step and what is right, as the code of a sentence. */
export function problemOf(defect: StepDefect, step: CaseStep): FileProblem {
  switch (defect.kind) {
    case 'state':
      return defect.allowed.length > 0
        ? { code: 'case-state', values: { step, allowed: defect.allowed.join(', ') } }
        : { code: 'case-ended', values: { step } };
    case 'early':
      return { code: 'case-early', values: { at: iso(defect.openedAt) } };
    case 'too-late':
      return { code: 'case-too-late', values: { hours: defect.mostMs / HOUR_MS } };
    case 'too-long':
      return { code: 'case-clock-too-long', values: { days: defect.mostMs / DAY_MS } };
    case 'long-ended':
      return { code: 'case-long-ended', values: { days: defect.mostMs / DAY_MS } };
    case 'lacks':
      return { code: `case-lacks-${defect.what}`, values: {} };
    case 'ended':
      return { code: 'case-into-ended', values: { into: defect.into } };
    case 'key':
      return { code: 'case-key', values: { of: defect.of } };
    default:
      return { code: PLAIN[defect.kind], values: { step } };
  }
}

const PLAIN = {
  'late-unsaid': 'case-late-unsaid',
  'clock-back': 'case-clock-back',
  level: 'case-level',
  handler: 'case-handler',
  'own-work': 'case-own-work',
  top: 'case-top',
  bottom: 'case-bottom',
  'standing-clock': 'case-clock-stands',
  'running-clock': 'case-clock-runs',
  'no-incident': 'case-no-incident',
} as const;

/** Why a step has no effect, as answers have it: in English, and what that is made of. */
export function sayIdle(defect: StepDefect | null | undefined, step: CaseStep) {
  if (!defect) return { idle: null, idleProblems: [] };
  const { detail, problems } = tellProblems([problemOf(defect, step)]);
  return { idle: detail, idleProblems: problems };
}
