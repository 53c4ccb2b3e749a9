import type { CaseFact, CaseStep } from '../../contract/cases/case.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { officerNames } from '../../db/people/people.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import type { StepDefect } from '../../domain/cases/standing.ts';

/** What others did to a case meanwhile: officers by their names, else accounts. */
export async function problemsOfActs(db: Db, facts: readonly CaseFact[]): Promise<FileProblem[]> {
  const names = await officerNames(
    db,
    facts.map(({ officerId }) => officerId),
  );
  return facts.map(({ at, by, officerId, step }) => ({
    code: by === null ? 'done-by-category' : 'done-by',
    values: { by: names.get(officerId ?? 0) ?? by ?? '', at },
    words: { step: [`cases.done.${step}`] },
  }));
}

const actOf = (step: CaseStep) => `cases.act.${step}` as const;

/** What was wrong with a step and what is right. */
export function problemOfStep(defect: StepDefect, step: CaseStep): FileProblem {
  const words = { step: [actOf(step)] };
  switch (defect.kind) {
    case 'state':
      return defect.allowed.length > 0
        ? {
            code: 'step-state',
            values: {},
            words: { ...words, allowed: defect.allowed.map(actOf) },
          }
        : { code: 'step-over', values: {}, words };
    case 'early':
      return { code: 'step-early', values: { opened: iso(defect.openedAt) } };
    case 'too-late':
      return { code: 'step-too-late', values: { hours: defect.mostMs / HOUR_MS } };
    case 'too-long':
      return { code: 'step-too-long', values: { days: defect.mostMs / DAY_MS } };
    case 'long-ended':
      return { code: 'step-long-ended', values: { days: defect.mostMs / DAY_MS } };
    case 'lacks':
      return { code: `step-lacks-${defect.what}`, values: {} };
    case 'away':
      return { code: 'officer-away', values: { day: defect.lastDay } };
    case 'ended':
      return { code: 'step-ended', values: { into: defect.into } };
    case 'key':
      return { code: 'step-key', values: {}, words: { of: [actOf(defect.of)] } };
    default:
      return { code: `step-${defect.kind}`, values: {}, words };
  }
}
