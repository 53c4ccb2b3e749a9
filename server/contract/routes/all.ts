import * as cases from './analysis/cases.ts';
import * as incidents from './analysis/incidents.ts';
import * as open311 from './analysis/open311.ts';
import * as risk from './analysis/risk.ts';
import * as search from './analysis/search.ts';
import * as studies from './analysis/studies.ts';
import * as warningThresholds from './analysis/warning-thresholds.ts';
import * as warnings from './analysis/warnings.ts';
import * as caseFigures from './evaluation/case-figures.ts';
import * as checkpointCodes from './evaluation/checkpoint-codes.ts';
import * as days from './evaluation/days.ts';
import * as honours from './evaluation/honours.ts';
import * as metrics from './evaluation/metrics.ts';
import * as norms from './evaluation/norms.ts';
import * as reports from './evaluation/reports.ts';
import * as rulesTest from './evaluation/rules-test.ts';
import * as scoring from './evaluation/scoring.ts';
import * as worthALook from './evaluation/worth-a-look.ts';
import * as about from './field/about.ts';
import * as alerts from './field/alerts.ts';
import * as enrolments from './field/enrolments.ts';
import * as fixes from './field/fixes.ts';
import * as handhelds from './field/handhelds.ts';
import * as own from './field/own.ts';
import * as ownCases from './field/own-cases.ts';
import * as patrols from './field/patrols.ts';
import * as accessLog from './people/access-log.ts';
import * as accounts from './people/accounts.ts';
import * as apiKeys from './people/api-keys.ts';
import * as areaImports from './people/area-imports.ts';
import * as areas from './people/areas.ts';
import * as assignments from './people/assignments.ts';
import * as holidays from './people/holidays.ts';
import * as imports from './people/imports.ts';
import * as managedAccounts from './people/managed-accounts.ts';
import * as messages from './people/messages.ts';
import * as ownAccount from './people/own-account.ts';
import * as people from './people/people.ts';
import * as savedViews from './people/saved-views.ts';
import type { Route } from './route.ts';
import * as features from './standards/features.ts';
import * as moving from './standards/moving.ts';
import * as tiles from './standards/tiles.ts';
import * as webhooks from './webhooks.ts';

const CONCEPTS = [
  accounts,
  ownAccount,
  savedViews,
  managedAccounts,
  accessLog,
  areas,
  areaImports,
  people,
  assignments,
  messages,
  holidays,
  imports,
  fixes,
  handhelds,
  enrolments,
  own,
  about,
  ownCases,
  patrols,
  alerts,
  incidents,
  cases,
  open311,
  warnings,
  warningThresholds,
  risk,
  search,
  days,
  metrics,
  worthALook,
  caseFigures,
  scoring,
  honours,
  reports,
  norms,
  rulesTest,
  checkpointCodes,
  studies,
  apiKeys,
  webhooks,
  features,
  moving,
  tiles,
];

/** Every operation of the API. */
export const ROUTES: readonly Route[] = CONCEPTS.flatMap((concept) =>
  Object.values<unknown>(concept).filter(isRoute),
);

function isRoute(exported: unknown): exported is Route {
  return typeof exported === 'object' && exported !== null && 'operationId' in exported;
}
