/** Why a step of a case has no effect, or is not taken. */
export const caseProblems = {
  'case-state': 'its state does not allow to {{step}} it; it allows {{allowed}}',
  'case-ended': 'its state does not allow to {{step}} it; nothing more can be done',
  'case-early': 'at lies before the case was opened, at {{at}}',
  'case-too-late': 'at lies more than {{hours}} h back; leave it out, and it counts as done now',
  'case-late-unsaid':
    'why it is told later than it was done stays on record: say why, or leave at out, and it counts as done now',
  'case-clock-too-long':
    'its clock stands for {{days}} days at most; then stop it again, with a reason',
  'case-clock-back': 'its clock is stopped and started from now on: leave at out',
  'case-level': 'the case waits at a higher level than yours: {{step}} is not yours to take',
  'case-handler': '{{step}} is for whoever handles the case',
  'case-own-work': 'nobody checks the own work',
  'case-lacks-why': 'say why',
  'case-lacks-until': 'say until when, later than it is done',
  'case-lacks-handler': 'name either an officer or a department',
  'case-lacks-into': 'name the case it goes into',
  'case-lacks-rating': 'rate it from 1 to 5',
  'case-top': 'it is at the highest level already',
  'case-bottom': 'there is no such level below it',
  'case-clock-stands': 'its clock stands already',
  'case-clock-runs': 'its clock runs already',
  'case-into-ended': 'case {{into}} has ended; name one that is open',
  'case-into-itself': 'into names another case',
  'case-key': 'its key is that of another step of the case, {{of}}; give it one of its own',
  'case-long-ended': 'it ended more than {{days}} days ago; report the matter again',
  'case-no-incident':
    'its incident was withdrawn; where that is reported again, the case is opened again with it',
  'case-unknown': 'there is no case {{id}}',
  'case-no-department': 'there is no department {{id}}',
  'case-at-future': 'at lies in the future; it is {{now}}',
  'case-outdated': 'it is at version {{version}}, not {{by}}: {{done}}',
  'case-outdated-otherwise':
    'it is at version {{version}}, not {{by}}: its incident or deadlines changed',
  'case-photos-most': 'a case has {{most}} photos at most',
};
