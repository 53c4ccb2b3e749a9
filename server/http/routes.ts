import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import type { Site } from '../contract/accounts/account.ts';
import { accountRoutes } from './accounts/account.ts';
import { apiKeyRoutes } from './accounts/api-keys.ts';
import { alertRoutes } from './alerts/alerts.ts';
import { areaRoutes } from './areas/areas.ts';
import { stalenessRoutes } from './areas/staleness.ts';
import { fixRoutes } from './fixes/fixes.ts';
import { trackRoutes } from './fixes/tracks.ts';
import { incidentRoutes } from './incidents/incidents.ts';
import { reportIncidentRoutes } from './incidents/report-incidents.ts';
import { dayRoutes } from './metrics/days.ts';
import { effortRoutes } from './metrics/effort.ts';
import { formalismRoutes } from './metrics/formalism.ts';
import { metricRoutes } from './metrics/metrics.ts';
import { scoringRoutes } from './metrics/scoring.ts';
import { normRoutes } from './norms/norms.ts';
import { patrolRoutes } from './patrols/patrols.ts';
import { suggestedPatrolRoutes } from './patrols/suggested-patrol.ts';
import { pairRoutes } from './people/pairs.ts';
import { provisionRoutes } from './people/provision.ts';
import { forecastRoutes } from './risk/forecasts.ts';
import { riskRoutes } from './risk/risk.ts';
import { operationRoutes } from './shell/operations.ts';
import { analysisRoutes } from './studies/analysis.ts';
import { warningRoutes } from './warnings/warnings.ts';
import { webhookRoutes } from './webhooks/webhooks.ts';

/** Every route there is, and the document that describes them. */
export async function registerRoutes(
  http: FastifyInstance,
  context: Context,
  { site, webhooks }: { site: Site; webhooks: Parameters<typeof webhookRoutes>[1] },
): Promise<void> {
  await http.register(operationRoutes(context));
  const routes = [
    accountRoutes(context, site),
    areaRoutes(context),
    trackRoutes(context),
    patrolRoutes(context),
    suggestedPatrolRoutes(context),
    alertRoutes(context),
    incidentRoutes(context),
    reportIncidentRoutes(context),
    effortRoutes(context),
    fixRoutes(context),
    provisionRoutes(context),
    analysisRoutes(context),
    metricRoutes(context),
    scoringRoutes(context),
    formalismRoutes(context),
    normRoutes(context),
    dayRoutes(context),
    pairRoutes(context),
    stalenessRoutes(context),
    apiKeyRoutes(context),
    webhookRoutes(context, webhooks),
    riskRoutes(context),
    forecastRoutes(context),
    warningRoutes(context),
  ];
  for (const route of routes) await http.register(route, { prefix: '/api/v1' });
  http.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => http.swagger());
}
