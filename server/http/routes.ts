import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import type { Site } from '../contract/accounts/account.ts';
import { accessLogRoutes } from './accounts/access-log.ts';
import { accountRoutes } from './accounts/account.ts';
import { apiKeyRoutes } from './accounts/api-keys.ts';
import { createAttempts } from './accounts/attempts.ts';
import { demoRoutes } from './accounts/demo.ts';
import { managedAccountRoutes } from './accounts/managed-accounts.ts';
import { ownAccountRoutes } from './accounts/own-account.ts';
import { providerRoutes } from './accounts/provider.ts';
import { savedViewRoutes } from './accounts/saved-views.ts';
import { alertRoutes } from './alerts/alerts.ts';
import { areaFileRoutes } from './areas/area-file.ts';
import { areaRoutes } from './areas/areas.ts';
import { stalenessRoutes } from './areas/staleness.ts';
import { caseFigureRoutes } from './cases/case-figures.ts';
import { caseSettingRoutes } from './cases/case-settings.ts';
import { casePhotoRoutes, caseStepRoutes } from './cases/case-steps.ts';
import { caseRoutes } from './cases/cases.ts';
import { fixRoutes } from './fixes/fixes.ts';
import { handheldEventRoutes } from './fixes/handheld-events.ts';
import { trackRoutes } from './fixes/tracks.ts';
import { enrolmentRoutes } from './handhelds/enrolments.ts';
import { handheldRoutes } from './handhelds/handhelds.ts';
import { protocolRoutes } from './handhelds/in.ts';
import { handheldStateRoutes } from './handhelds/states.ts';
import { uploadRoutes } from './handhelds/tracks.ts';
import { importRoutes } from './imports/imports.ts';
import { categoryRoutes } from './incidents/categories.ts';
import { incidentRoutes } from './incidents/incidents.ts';
import { reportIncidentRoutes } from './incidents/report-incidents.ts';
import { dayRoutes } from './metrics/days.ts';
import { departmentFigureRoutes } from './metrics/department-figures.ts';
import { effortRoutes } from './metrics/effort.ts';
import { formalismRoutes } from './metrics/formalism.ts';
import { metricRoutes } from './metrics/metrics.ts';
import { nominationRoutes } from './metrics/nominations.ts';
import { officerRecordRoutes } from './metrics/officer-record.ts';
import { scoringRoutes } from './metrics/scoring.ts';
import { worthALookRoutes } from './metrics/worth-a-look.ts';
import { checkpointCodeRoutes } from './norms/checkpoint-codes.ts';
import { normRoutes } from './norms/norms.ts';
import { rulesTestRoutes } from './norms/rules-test.ts';
import { featureRoutes } from './ogc/features.ts';
import { movingRoutes } from './ogc/moving.ts';
import { tileRoutes } from './ogc/tiles.ts';
import { foreignCategoryRoutes, open311ReportRoutes, open311Routes } from './open311/open311.ts';
import { aboutRoutes } from './own/about.ts';
import { ownCasePhotoRoutes, ownCaseRoutes } from './own/cases.ts';
import { ownDutyRoutes } from './own/duty.ts';
import { ownIncidentRoutes, ownPhotoRoutes } from './own/incidents.ts';
import { ownKeyRoutes } from './own/key.ts';
import { ownPatrolRoutes } from './own/patrols.ts';
import { ownPushRoutes } from './own/push.ts';
import { ownTextRoutes } from './own/texts.ts';
import { ownWarningRoutes } from './own/warnings.ts';
import { patrolRoutes } from './patrols/patrols.ts';
import { suggestedPatrolRoutes } from './patrols/suggested-patrol.ts';
import { assignmentRoutes } from './people/assignments.ts';
import { holidayRoutes } from './people/holidays.ts';
import { messageRoutes } from './people/messages.ts';
import { pairRoutes } from './people/pairs.ts';
import { peopleRoutes } from './people/people.ts';
import { provisionRoutes } from './people/provision.ts';
import { setupRoutes } from './people/setup.ts';
import { reportRoutes } from './reports/reports.ts';
import { forecastRoutes } from './risk/forecasts.ts';
import { riskRoutes } from './risk/risk.ts';
import { searchRoutes } from './search/search.ts';
import { readAnyBody } from './shell/bodies/any-body.ts';
import { readBytesBody } from './shell/bodies/bytes-body.ts';
import { readFileBody } from './shell/bodies/file-body.ts';
import { readFormBody } from './shell/bodies/form-body.ts';
import { readStrictJson } from './shell/bodies/strict-json.ts';
import { mountOn } from './shell/mount.ts';
import { operationRoutes } from './shell/operations.ts';
import { analysisRoutes } from './studies/analysis.ts';
import { warningThresholdRoutes } from './warnings/thresholds.ts';
import { warningRoutes } from './warnings/warnings.ts';
import { webhookRoutes } from './webhooks/webhooks.ts';

const ROUTES = [
  managedAccountRoutes,
  accessLogRoutes,
  areaRoutes,
  stalenessRoutes,
  peopleRoutes,
  assignmentRoutes,
  messageRoutes,
  pairRoutes,
  holidayRoutes,
  setupRoutes,
  handheldRoutes,
  handheldStateRoutes,
  enrolmentRoutes,
  aboutRoutes,
  ownDutyRoutes,
  ownPatrolRoutes,
  ownKeyRoutes,
  ownPushRoutes,
  ownTextRoutes,
  ownWarningRoutes,
  ownIncidentRoutes,
  trackRoutes,
  patrolRoutes,
  suggestedPatrolRoutes,
  alertRoutes,
  incidentRoutes,
  caseRoutes,
  caseStepRoutes,
  caseSettingRoutes,
  ownCaseRoutes,
  open311Routes,
  foreignCategoryRoutes,
  warningRoutes,
  warningThresholdRoutes,
  riskRoutes,
  forecastRoutes,
  searchRoutes,
  reportRoutes,
  dayRoutes,
  effortRoutes,
  metricRoutes,
  caseFigureRoutes,
  formalismRoutes,
  worthALookRoutes,
  scoringRoutes,
  nominationRoutes,
  officerRecordRoutes,
  normRoutes,
  checkpointCodeRoutes,
  rulesTestRoutes,
  analysisRoutes,
  apiKeyRoutes,
  savedViewRoutes,
];

/** Routes by which records come in: their JSON is read as files are. */
const ENTRANCES = [provisionRoutes, reportIncidentRoutes, categoryRoutes, departmentFigureRoutes];

/** What others know how to ask, by open standards. */
const STANDARDS = [featureRoutes, movingRoutes, tileRoutes];

/** Routes whose body is a file. */
const FILES = [
  uploadRoutes,
  areaFileRoutes,
  ownPhotoRoutes,
  ownCasePhotoRoutes,
  casePhotoRoutes,
  importRoutes,
];

/** Serves every operation of the contract below /api/v1 and /ogc, the document that describes them, and what those who run it ask for. */
export async function registerRoutes(
  http: FastifyInstance,
  context: Context,
  {
    onDemoEnd,
    site,
    wakeDeliveries,
  }: {
    onDemoEnd: ((token: string) => Promise<void>) | null;
    site: Omit<Site, 'isEmpty'>;
    /** Lets deliveries to webhooks be looked for at once. */
    wakeDeliveries: () => void;
  },
): Promise<void> {
  await http.register(operationRoutes(context));
  await http.register(protocolRoutes(context));
  await http.register(
    async (app) => {
      const mount = mountOn(app, context);
      const attempts = createAttempts(context);
      accountRoutes(mount, context, { attempts, site });
      ownAccountRoutes(mount, context, attempts);
      providerRoutes(mount, context);
      demoRoutes(mount, context, site.demo ? onDemoEnd : null);
      for (const routes of ROUTES) routes(mount, context);
      webhookRoutes(mount, context, wakeDeliveries);
      await app.register(async (strict) => {
        readStrictJson(strict);
        for (const routes of ENTRANCES) routes(mountOn(strict, context), context);
      });
      await app.register(async (packed) => {
        readBytesBody(packed, 'application/octet-stream');
        fixRoutes(mountOn(packed, context), context);
      });
      await app.register(async (open) => {
        readAnyBody(open);
        handheldEventRoutes(mountOn(open, context), context);
      });
      await app.register(async (forms) => {
        readFormBody(forms);
        open311ReportRoutes(mountOn(forms, context), context);
      });
      await app.register(async (files) => {
        readFileBody(files);
        for (const routes of FILES) routes(mountOn(files, context), context);
      });
      if (context.config.apiDocs) app.get('/openapi.json', async () => http.swagger());
    },
    { prefix: '/api/v1' },
  );
  await http.register(
    async (app) => {
      for (const routes of STANDARDS) routes(mountOn(app, context), context);
    },
    { prefix: '/ogc' },
  );
}
