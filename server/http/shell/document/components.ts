import { IsSchema, type TSchema } from 'typebox';
import * as account from '../../../contract/accounts/account.ts';
import * as managed from '../../../contract/accounts/managed.ts';
import * as area from '../../../contract/areas/area.ts';
import * as areaImport from '../../../contract/areas/area-import.ts';
import * as geo from '../../../contract/areas/geo.ts';
import * as staleness from '../../../contract/areas/staleness.ts';
import * as console from '../../../contract/console/console.ts';
import * as error from '../../../contract/error.ts';
import * as fix from '../../../contract/fixes/fix.ts';
import * as handheld from '../../../contract/fixes/handheld.ts';
import * as track from '../../../contract/fixes/track.ts';
import * as about from '../../../contract/handhelds/about.ts';
import * as binding from '../../../contract/handhelds/binding.ts';
import * as enrolment from '../../../contract/handhelds/enrolment.ts';
import * as own from '../../../contract/handhelds/own.ts';
import * as incident from '../../../contract/incidents/incident.ts';
import * as day from '../../../contract/metrics/day.ts';
import * as departmentFigures from '../../../contract/metrics/department-figures.ts';
import * as effort from '../../../contract/metrics/effort.ts';
import * as formalism from '../../../contract/metrics/formalism.ts';
import * as metrics from '../../../contract/metrics/metrics.ts';
import * as norm from '../../../contract/norms/norm.ts';
import * as normRecord from '../../../contract/norms/norm-record.ts';
import * as normTest from '../../../contract/norms/norm-test.ts';
import * as features from '../../../contract/ogc/features.ts';
import * as moving from '../../../contract/ogc/moving.ts';
import * as tiles from '../../../contract/ogc/tiles.ts';
import * as patrol from '../../../contract/patrols/patrol.ts';
import * as suggestedPatrol from '../../../contract/patrols/suggested-patrol.ts';
import * as verdict from '../../../contract/patrols/verdict.ts';
import * as pair from '../../../contract/people/pair.ts';
import * as people from '../../../contract/people/people.ts';
import * as provision from '../../../contract/people/provision.ts';
import * as forecast from '../../../contract/risk/forecast.ts';
import * as risk from '../../../contract/risk/risk.ts';
import * as nominations from '../../../contract/scoring/nominations.ts';
import * as scoringRules from '../../../contract/scoring/rules.ts';
import * as schemes from '../../../contract/scoring/schemes.ts';
import * as scores from '../../../contract/scoring/scores.ts';
import * as study from '../../../contract/studies/study.ts';
import * as warning from '../../../contract/warnings/warning.ts';
import * as webhook from '../../../contract/webhooks/webhook.ts';

const MODULES: readonly object[] = [
  account,
  managed,
  area,
  areaImport,
  geo,
  staleness,
  console,
  error,
  handheld,
  // After `handheld`, which exports the batch of fixes under a second name.
  fix,
  track,
  binding,
  about,
  enrolment,
  own,
  incident,
  day,
  effort,
  formalism,
  metrics,
  scoringRules,
  schemes,
  scores,
  departmentFigures,
  nominations,
  norm,
  normRecord,
  normTest,
  patrol,
  suggestedPatrol,
  verdict,
  pair,
  people,
  provision,
  forecast,
  risk,
  study,
  warning,
  webhook,
  features,
  moving,
  tiles,
];

/** The name the API's document gives to each schema the contract exports: the name it is exported by. */
export const COMPONENT_NAMES: ReadonlyMap<TSchema, string> = new Map(
  MODULES.flatMap((module) =>
    Object.entries<unknown>({ ...module }).flatMap(([name, value]) =>
      IsSchema(value) ? [[value, name] as const] : [],
    ),
  ),
);
