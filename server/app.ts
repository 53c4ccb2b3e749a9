import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { Site } from './contract/accounts/account.ts';
import { MINUTE_MS } from './contract/units.ts';
import { insertAlert } from './db/alerts/alerts.ts';
import { insertFixes } from './db/fixes/insert-fixes.ts';
import { createFixPartitions } from './db/fixes/partitions.ts';
import { countRefused } from './db/fixes/refused-fixes.ts';
import { incidentsOfIds } from './db/incidents/incidents.ts';
import { findPatrol } from './db/patrols/list-patrols.ts';
import { allOpenPatrols } from './db/patrols/patrols.ts';
import type { Db } from './db/store/open.ts';
import { settingOr } from './db/store/settings.ts';
import { countWaitingDeliveries } from './db/webhooks/deliveries.ts';
import { sealingKey } from './domain/webhooks/seal.ts';
import { accountRoutes } from './http/accounts/account.ts';
import { apiKeyRoutes } from './http/accounts/api-keys.ts';
import { createAccountReader, registerSessions } from './http/accounts/sessions.ts';
import { alertRoutes } from './http/alerts/alerts.ts';
import { areaRoutes } from './http/areas/areas.ts';
import { stalenessRoutes } from './http/areas/staleness.ts';
import { fixRoutes } from './http/fixes/fixes.ts';
import { trackRoutes } from './http/fixes/tracks.ts';
import { incidentRoutes } from './http/incidents/incidents.ts';
import { reportIncidentRoutes } from './http/incidents/report-incidents.ts';
import { dayRoutes } from './http/metrics/days.ts';
import { departmentFigureRoutes } from './http/metrics/department-figures.ts';
import { effortRoutes } from './http/metrics/effort.ts';
import { formalismRoutes } from './http/metrics/formalism.ts';
import { metricRoutes } from './http/metrics/metrics.ts';
import { nominationRoutes } from './http/metrics/nominations.ts';
import { scoringRoutes } from './http/metrics/scoring.ts';
import { normRoutes } from './http/norms/norms.ts';
import { patrolRoutes } from './http/patrols/patrols.ts';
import { suggestedPatrolRoutes } from './http/patrols/suggested-patrol.ts';
import { pairRoutes } from './http/people/pairs.ts';
import { provisionRoutes } from './http/people/provision.ts';
import { setupRoutes } from './http/people/setup.ts';
import { forecastRoutes } from './http/risk/forecasts.ts';
import { riskRoutes } from './http/risk/risk.ts';
import { buildHttp } from './http/shell/build-http.ts';
import { serveConsoleFiles } from './http/shell/console-files.ts';
import { operationRoutes } from './http/shell/operations.ts';
import { analysisRoutes } from './http/studies/analysis.ts';
import { warningRoutes } from './http/warnings/warnings.ts';
import { webhookRoutes } from './http/webhooks/webhooks.ts';
import { createBatchWriter } from './ingest/batch-writer.ts';
import { createDutyRoster } from './ingest/duty-roster.ts';
import { createLiveBoard } from './ingest/live-board.ts';
import { startLiveHeat } from './ingest/live-heat.ts';
import { createPatrolDesk } from './ingest/patrol-desk.ts';
import { createPipeline } from './ingest/pipeline.ts';
import { createNormWatch } from './jobs/alerts/watch-norms.ts';
import { startRetention } from './jobs/fixes/retention.ts';
import { createPatrolPlanner } from './jobs/patrols/plan-patrol.ts';
import { startForecasts } from './jobs/risk/forecasts.ts';
import { startRisk } from './jobs/risk/risk.ts';
import { startFinalising } from './jobs/rollups/finalise-periods.ts';
import { startRollup } from './jobs/rollups/rollup.ts';
import { startStudies } from './jobs/studies/studies.ts';
import { startJudge } from './jobs/verdicts/judge.ts';
import { startRecognition } from './jobs/verdicts/recognise.ts';
import { startDeliveries } from './jobs/webhooks/deliver-webhooks.ts';
import { createMetrics } from './metrics.ts';
import { serveConsoles } from './realtime/console.ts';
import { serveHandhelds } from './realtime/handheld.ts';
import { tellHandhelds } from './realtime/handheld-warnings.ts';
import { createHeatStream } from './realtime/heat-stream.ts';
import { createPublisher } from './realtime/publisher.ts';

const CONSOLE_FILES = fileURLToPath(new URL('../dist/client', import.meta.url));
/** A socket message beyond this closes its connection; up to it an error is answered. */
const MESSAGE_MAX_BYTES = 12 * 1024 * 1024;
const PRUNE_EVERY_MS = MINUTE_MS;

export interface App {
  url: string;
  context: Context;
  /** Stops taking in, stores what was taken, and lets everyone go. */
  close(): Promise<void>;
}

/** Puts the parts together over an open, migrated store and listens. */
export async function startApp(
  config: Config,
  db: Db,
  { now = Date.now, demo = null }: { now?: () => number; demo?: Site['demo'] } = {},
): Promise<App> {
  const http = await buildHttp({
    logLevel: config.logLevel,
    trustProxy: config.trustProxy,
    version: packageJson.version,
  });
  const log = http.log;
  const io = new Server(http.server, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: { threshold: 4096 },
  });

  // The way of a fix: pipeline -> writer -> live board and heat -> publisher and heat stream.
  const partitions = createFixPartitions(db);
  const roster = createDutyRoster(db, now);
  const board = createLiveBoard();
  const publisher = createPublisher(now);
  const writer = createBatchWriter({
    insert: async (rows) => {
      const end = metrics.commit.startTimer();
      const sessions = rows.map(({ session }) => session);
      const stored = await partitions.during(sessions, () =>
        insertFixes(db, rows, now() + config.verdictSettleS * 1000),
      );
      end();
      return stored;
    },
  });
  const metrics = createMetrics({
    queuedRows: writer.queuedRows,
    handheldSockets: () => io.of('/handheld').sockets.size,
    consoleSockets: () => io.of('/console').sockets.size,
    // A scrape must not fail where the store is away.
    webhooksWaiting: () => countWaitingDeliveries(db).catch(() => Number.NaN),
  });
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);

  const heat = startLiveHeat({
    db,
    now,
    halfLifeMs: config.heatHalfLifeMs,
    onError: failed('heat not read'),
  });
  const heatStream = createHeatStream({ heat, now });

  /** A severe incident is looked at at once. */
  let wakeRisk = () => {};
  const announce: Context['announce'] = {
    patrol: (officerId, patrolId) =>
      void findPatrol(db, { officerId, patrolId })
        .then((patrol) => patrol && publisher.patrol(patrol))
        .catch(failed('patrol not announced')),
    alert: (alert) =>
      publisher.alert(
        alert,
        alert.gridId ?? board.officer(alert.officerId)?.gridId ?? publisher.gridOf(alert.officerId),
      ),
    warning: (warning) => {
      publisher.warning(warning);
      tellHandhelds(io, { db, now }, warning).catch(failed('handhelds not told of a warning'));
    },
    incidents: (changed) => {
      wakeRisk();
      if (publisher.readers() === 0) return;
      const ids = changed.map(({ id }) => id);
      incidentsOfIds(db, ids)
        .then((found) => {
          const byId = new Map(found.map((incident) => [incident.id, incident]));
          for (const change of changed) publisher.incident(change, byId.get(change.id) ?? null);
        })
        .catch(failed('incidents not announced'));
    },
  };
  const raise = (alert: Parameters<typeof insertAlert>[1]) =>
    void insertAlert(db, alert).then(announce.alert).catch(failed('alert not stored'));

  const watch = createNormWatch({ db, now, log, onAlert: announce.alert });
  const pipeline = createPipeline({
    now,
    findDuty: roster.find,
    write: writer.write,
    countRefused: ({ handheldId }, counts) => {
      const day = new Date(now()).toISOString().slice(0, 10);
      countRefused(db, handheldId, day, counts).catch(failed('refusals not counted'));
    },
    observe: ({ handheldId }, duty, rows) => {
      const events = board.observe(handheldId, duty, rows);
      heat.observe(handheldId, rows);
      const state = board.officer(duty.officerId);
      if (state && events.length) publisher.officer(state);
      watch.observe(duty.officerId, rows);
    },
  });
  const ingest: Context['ingest'] = async (source, batch) => {
    const receipts = await pipeline(source, batch);
    metrics.countReceipts(receipts);
    return receipts;
  };
  const desk = createPatrolDesk({
    db,
    now,
    roster,
    board,
    settleMs: config.verdictSettleS * 1000,
    onPatrol: announce.patrol,
    onAlert: announce.alert,
  });
  const versions = { xunji: packageJson.version, node: process.versions.node };
  const studies = startStudies({ db, log, versions });
  const planner = createPatrolPlanner(db);
  const context: Context = {
    config,
    db,
    now,
    metrics,
    roster,
    board,
    desk,
    ingest,
    announce,
    studies,
    planner,
  };

  for (const { officerId, ...patrol } of await allOpenPatrols(db))
    board.setOpenPatrol(officerId, patrol);

  const secret =
    config.sessionSecret ??
    (await settingOr(db, 'session-secret', () => randomBytes(32).toString('hex')));
  await registerSessions(http, { db, secret });
  const webhookKey = sealingKey(secret);
  const deliveries = startDeliveries({
    db,
    now,
    log,
    key: webhookKey,
    allowPrivate: config.webhookPrivateHosts,
    onAttempt: (outcome) => metrics.webhooks.inc({ outcome }),
  });
  const site: Site = { version: packageJson.version, mapStyleUrl: config.mapStyleUrl, demo };
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
    setupRoutes(context),
    analysisRoutes(context),
    metricRoutes(context),
    scoringRoutes(context),
    departmentFigureRoutes(context),
    nominationRoutes(context),
    formalismRoutes(context),
    normRoutes(context),
    dayRoutes(context),
    pairRoutes(context),
    stalenessRoutes(context),
    apiKeyRoutes(context),
    webhookRoutes(context, { key: webhookKey, wake: deliveries.wake }),
    riskRoutes(context),
    forecastRoutes(context),
    warningRoutes(context),
  ];
  for (const route of routes) await http.register(route, { prefix: '/api/v1' });
  http.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => http.swagger());
  await serveConsoleFiles(http, { root: CONSOLE_FILES, mapStyleUrl: config.mapStyleUrl });

  serveHandhelds(io, context, log);
  serveConsoles(io, context, {
    publisher,
    heat: heatStream,
    accountOf: createAccountReader({ db, secret }),
  });

  const judge = startJudge({
    db,
    now,
    log,
    threads: config.judgeThreads,
    onVerdict: (officerId, patrolId, outcome) => {
      metrics.verdicts.inc({ outcome });
      announce.patrol(officerId, patrolId);
      if (outcome === 'suspicious')
        raise({ officerId, kind: 'suspicious', at: now(), patrolId, position: null, text: null });
    },
  });
  const recognition = startRecognition({ db, now, log });
  const rollup = startRollup({ db, now, log });
  const finalising = startFinalising({ db, now, log, graceH: config.finalGraceH });
  const watching = watch.start();
  const risk =
    config.riskEveryMin > 0 &&
    startRisk({ db, now, log, everyMin: config.riskEveryMin, onWarning: announce.warning });
  if (risk) wakeRisk = risk.wake;
  const forecasts = config.riskEveryMin > 0 && startForecasts({ db, now, log });
  const retention = startRetention({ db, now, log, days: config.retentionDays });
  const prune = setInterval(() => board.prune(now()), PRUNE_EVERY_MS);
  prune.unref();

  const url = await http.listen({ host: config.host, port: config.port });
  return {
    url,
    context,
    async close() {
      clearInterval(prune);
      retention.stop();
      io.disconnectSockets(true);
      await writer.drain();
      await watching.stop();
      if (risk) await risk.stop();
      if (forecasts) await forecasts.stop();
      await recognition.stop();
      await judge.stop();
      await rollup.stop();
      await finalising.stop();
      await deliveries.stop();
      await studies.stop();
      await planner.close();
      publisher.close();
      heatStream.close();
      await heat.stop();
      await io.close();
      await http.close();
    },
  };
}
