import { cases } from './analysis/cases.ts';
import { forecast } from './analysis/forecast.ts';
import { incidents, search } from './analysis/incidents.ts';
import { need } from './analysis/need.ts';
import { studies } from './analysis/studies.ts';
import { warnings } from './analysis/warnings.ts';
import {
  afterPlace,
  between,
  betweenProblems,
  gridType,
  officerCategory,
  postRole,
  thing,
} from './codes.ts';
import { entry } from './entry.ts';
import { coverage } from './evaluation/coverage.ts';
import { evaluation } from './evaluation/evaluation.ts';
import { record } from './evaluation/record.ts';
import { reports } from './evaluation/reports.ts';
import { schemeForm } from './evaluation/scheme-form.ts';
import { alerts } from './field/alerts.ts';
import { assignments } from './field/assignments.ts';
import { codeScreen } from './field/code-screen.ts';
import { evidence } from './field/evidence.ts';
import { handhelds } from './field/handhelds.ts';
import { live } from './field/live.ts';
import { patrols } from './field/patrols.ts';
import { honestKind, rarity } from './field/rarity.ts';
import { replay } from './field/replay.ts';
import { standing, verdict } from './field/verdict.ts';
import { wall } from './field/wall.ts';
import { help } from './help.ts';
import { accounts } from './people/accounts.ts';
import { acts } from './people/acts.ts';
import { audit } from './people/audit.ts';
import { fileNotes } from './people/file-notes.ts';
import { filePlaces } from './people/file-places.ts';
import { fileProblems } from './people/file-problems.ts';
import { imports } from './people/imports.ts';
import { setUp } from './people/set-up.ts';
import { settings } from './people/settings.ts';
import { tour } from './tour.ts';

/** Everything the console says, by page. */
export const words = {
  ...entry,
  accounts,
  codeScreen,
  acts,
  audit,
  standing,
  assignments,
  handhelds,
  fileNotes,
  filePlaces,
  fileProblems,
  imports,
  setUp,
  live,
  replay,
  wall,
  gridType,
  officerCategory,
  postRole,
  thing,
  afterPlace,
  between,
  betweenProblems,
  alert: alerts,
  patrols,
  cases,
  ...verdict,
  rarity,
  honestKind,
  evidence,
  coverage,
  evaluation,
  record,
  reports,
  schemeForm,
  settings,
  studies,
  warnings,
  need,
  help,
  incidents,
  search,
  forecast,
  tour,
};
