import { accounts } from './accounts.ts';
import { acts } from './acts.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { cases } from './cases.ts';
import { gridType, officerCategory, postRole } from './codes.ts';
import { error } from './error.ts';
import { evaluation } from './evaluation.ts';
import { evidence } from './evidence.ts';
import { forecast } from './forecast.ts';
import { handhelds } from './handhelds.ts';
import { imports } from './imports.ts';
import { live } from './live.ts';
import { need } from './need.ts';
import { patrols } from './patrols.ts';
import { record } from './record.ts';
import { setUp } from './set-up.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { studies } from './studies.ts';
import { standing, verdict } from './verdict.ts';
import { warnings } from './warnings.ts';

/** Everything the console says, by page. */
export const words = {
  ...shell,
  error,
  accounts,
  acts,
  audit,
  standing,
  handhelds,
  imports,
  setUp,
  live,
  gridType,
  officerCategory,
  postRole,
  alert: alerts,
  patrols,
  cases,
  ...verdict,
  evidence,
  evaluation,
  record,
  settings,
  studies,
  warnings,
  need,
  forecast,
};
