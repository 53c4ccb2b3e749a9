import type { CaseStep } from '../../contract/cases/case.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { iso } from '../../db/store/moments.ts';
import type { Says } from '../../domain/cases/life-cycle.ts';
import type { StepDefect } from '../../domain/cases/standing.ts';

const LACKS: Record<Says, string> = {
  why: 'say why',
  until: 'say until when, later than it is done',
  handler: 'name either an officer or a department',
  into: 'name the case it goes into',
  rating: 'rate it from 1 to 5',
};

/** What was wrong with a step and what is right, in a sentence. */
export function sayDefect(defect: StepDefect, step: CaseStep): string {
  switch (defect.kind) {
    case 'state':
      return `its state does not allow to ${step} it; ${defect.allowed.length ? `it allows ${defect.allowed.join(', ')}` : 'nothing more can be done'}`;
    case 'early':
      return `at lies before the case was opened, at ${iso(defect.openedAt)}`;
    case 'too-late':
      return `at lies more than ${defect.mostMs / HOUR_MS} h back; leave it out, and it counts as done now`;
    case 'too-long':
      return `its clock stands for ${defect.mostMs / DAY_MS} days at most; then stop it again, with a reason`;
    case 'long-ended':
      return `it ended more than ${defect.mostMs / DAY_MS} days ago; report the matter again`;
    case 'no-incident':
      return 'its incident was withdrawn; where that is reported again, the case is opened again with it';
    case 'late-unsaid':
      return `why it is told later than it was done stays on record: say why, or leave at out, and it counts as done now`;
    case 'clock-back':
      return `its clock is stopped and started from now on: leave at out`;
    case 'level':
      return `the case waits at a higher level than yours: ${step} is not yours to take`;
    case 'handler':
      return `${step} is for whoever handles the case`;
    case 'own-work':
      return 'nobody checks the own work';
    case 'lacks':
      return LACKS[defect.what];
    case 'top':
      return 'it is at the highest level already';
    case 'bottom':
      return 'there is no such level below it';
    case 'standing-clock':
      return 'its clock stands already';
    case 'running-clock':
      return 'its clock runs already';
    case 'ended':
      return `case ${defect.into} has ended; name one that is open`;
    case 'key':
      return `its key is that of another step of the case, ${defect.of}; give it one of its own`;
  }
}
