import * as accessLog from './access-log.ts';
import * as accounts from './accounts.ts';
import * as alerts from './alerts.ts';
import * as apiKeys from './api-keys.ts';
import * as areas from './areas.ts';
import * as days from './days.ts';
import * as enrolments from './enrolments.ts';
import * as fixes from './fixes.ts';
import * as handhelds from './handhelds.ts';
import * as honours from './honours.ts';
import * as imports from './imports.ts';
import * as incidents from './incidents.ts';
import * as metrics from './metrics.ts';
import * as norms from './norms.ts';
import * as own from './own.ts';
import * as patrols from './patrols.ts';
import * as people from './people.ts';
import * as risk from './risk.ts';
import type { Route } from './route.ts';
import * as scoring from './scoring.ts';
import * as studies from './studies.ts';
import * as warnings from './warnings.ts';
import * as webhooks from './webhooks.ts';

const CONCEPTS = [
  accounts,
  accessLog,
  areas,
  people,
  imports,
  fixes,
  handhelds,
  enrolments,
  own,
  patrols,
  alerts,
  incidents,
  warnings,
  risk,
  days,
  metrics,
  scoring,
  honours,
  norms,
  studies,
  apiKeys,
  webhooks,
];

/** Every operation of the API below /api/v1. */
export const ROUTES: readonly Route[] = CONCEPTS.flatMap((concept) =>
  Object.values<unknown>(concept).filter(isRoute),
);

function isRoute(exported: unknown): exported is Route {
  return typeof exported === 'object' && exported !== null && 'operationId' in exported;
}
