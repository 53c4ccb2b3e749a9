import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import type { Announce, Context } from './context.ts';
import type { Site } from './contract/accounts/account.ts';
import { MINUTE_MS } from './contract/units.ts';
import { allOpenPatrols } from './db/patrols/patrols.ts';
import type { Db } from './db/store/open.ts';
import { settingOr } from './db/store/settings.ts';
import { countWaitingDeliveries } from './db/webhooks/deliveries.ts';
import { sealingKey } from './domain/webhooks/seal.ts';
import { createAccountReader, registerSessions } from './http/accounts/sessions.ts';
import { registerRoutes } from './http/routes.ts';
import { buildHttp } from './http/shell/build-http.ts';
import { serveConsoleFiles } from './http/shell/console-files.ts';
import { createDutyRoster } from './ingest/duty-roster.ts';
import { createIngest } from './ingest/ingest.ts';
import { createLiveBoard } from './ingest/live-board.ts';
import { createLiveHeat } from './ingest/live-heat.ts';
import { createPatrolDesk } from './ingest/patrol-desk.ts';
import { createNormWatch } from './jobs/alerts/watch-norms.ts';
import { startRetention } from './jobs/fixes/retention.ts';
import { createPatrolPlanner } from './jobs/patrols/plan-patrol.ts';
import { startForecasts } from './jobs/risk/forecasts.ts';
import { startRisk } from './jobs/risk/risk.ts';
import { startFinalising } from './jobs/rollups/finalise-periods.ts';
import { startNamingDays, startRollup } from './jobs/rollups/rollup.ts';
import { startStudies } from './jobs/studies/studies.ts';
import { startJudge } from './jobs/verdicts/judge.ts';
import { startRecognition } from './jobs/verdicts/recognise.ts';
import { startDeliveries } from './jobs/webhooks/deliver-webhooks.ts';
import { createJobLeases } from './jobs/worker/job-leases.ts';
import { startWorker } from './jobs/worker/worker.ts';
import { createMetrics } from './metrics.ts';
import { createAnnounce } from './realtime/announce.ts';
import { serveConsoles } from './realtime/console.ts';
import { serveHandhelds } from './realtime/handheld.ts';
import { createHeatStream } from './realtime/heat-stream.ts';
import { createObserver } from './realtime/observe-fixes.ts';
import { createPublisher } from './realtime/publisher.ts';
import { createVerdictTeller } from './realtime/tell-verdict.ts';

const CONSOLE_FILES = fileURLToPath(new URL('../dist/client', import.meta.url));
/** A socket message beyond this closes its connection; up to it an error is answered. */
const MESSAGE_MAX_BYTES = 12 * 1024 * 1024;
/** Incidents are stored by other processes too: the heat asks the store what is new. */
const HEAT = { restMs: 5_000, retryMs: 10_000 };

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
  const { version } = packageJson;
  const { logLevel, mapStyleUrl, trustProxy } = config;
  const settleMs = config.verdictSettleS * 1000;
  const http = await buildHttp({ logLevel, trustProxy, version });
  const io = new Server(http.server, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: { threshold: 4096 },
  });
  const { log } = http;
  const job = { db, now, log };
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const metrics = createMetrics();
  const secret =
    config.sessionSecret ??
    (await settingOr(db, 'session-secret', () => randomBytes(32).toString('hex')));
  const webhookKey = sealingKey(secret);

  // What is known of now, and who is told of it.
  const roster = createDutyRoster(db, now);
  const board = createLiveBoard();
  for (const { officerId, ...patrol } of await allOpenPatrols(db))
    board.setOpenPatrol(officerId, patrol);
  const heat = createLiveHeat({ db, now, halfLifeMs: config.heatHalfLifeMs });
  const heatStream = createHeatStream({ heat, now });
  const publisher = createPublisher(now);
  const consoles = createAnnounce({ db, now, io, publisher, board, failed });
  const watch = createNormWatch({ ...job, onAlert: consoles.alert });

  // What one server does for all has a lease by name; the others share their work out job by job.
  const leases = createJobLeases({ db, onError: failed('leases not kept') });
  const risk =
    config.riskEveryMin > 0
      ? startRisk({
          ...job,
          everyMin: config.riskEveryMin,
          onWarning: consoles.warning,
          isOurs: leases.of('risk'),
        })
      : null;
  const announce: Announce = {
    ...consoles,
    incidents(changed) {
      risk?.wake();
      consoles.incidents(changed);
    },
  };
  const tellVerdict = createVerdictTeller({ db, now, failed }, announce);
  const judge = startJudge({
    ...job,
    threads: config.judgeThreads,
    onVerdict(officerId, patrolId, outcome) {
      metrics.verdicts.inc({ outcome });
      tellVerdict(officerId, patrolId, outcome);
    },
  });
  const studies = startStudies({
    db,
    log,
    versions: { xunji: version, node: process.versions.node },
  });
  const deliveries = startDeliveries({
    ...job,
    key: webhookKey,
    allowPrivate: config.webhookPrivateHosts,
    onAttempt: (outcome) => metrics.webhooks.inc({ outcome }),
  });
  const workers = [
    watch.start(leases.of('norm watch')),
    ...(risk ? [risk, startForecasts({ ...job, isOurs: leases.of('forecasts') })] : []),
    startRecognition({ ...job, isOurs: leases.of('recognition') }),
    judge,
    startNamingDays(job, leases.of('ended days')),
    startRollup(job),
    startFinalising({ ...job, graceH: config.finalGraceH, isOurs: leases.of('final periods') }),
    startRetention({ ...job, days: config.retentionDays, isOurs: leases.of('retention') }),
    deliveries,
    studies,
    startWorker({ look: heat.read, ...HEAT, onError: failed('heat not read') }),
    startWorker({
      look: async () => board.prune(now()),
      restMs: MINUTE_MS,
      onError: failed('board not pruned'),
    }),
  ];

  // The way of a fix: pipeline -> writer -> who observes it.
  const entrance = createIngest({
    db,
    now,
    roster,
    metrics,
    settleMs,
    observe: createObserver({ board, heat, publisher, watch }),
    onError: failed('refusals not counted'),
  });
  const desk = createPatrolDesk({
    db,
    now,
    roster,
    board,
    settleMs,
    onPatrol: announce.patrol,
    onAlert: announce.alert,
  });
  const planner = createPatrolPlanner(db);
  metrics.addGauges({
    queuedRows: entrance.queuedRows,
    handheldSockets: () => io.of('/handheld').sockets.size,
    consoleSockets: () => io.of('/console').sockets.size,
    // A scrape must not fail where the store is away.
    webhooksWaiting: () => countWaitingDeliveries(db).catch(() => Number.NaN),
  });

  const context: Context = {
    config,
    db,
    now,
    metrics,
    roster,
    board,
    desk,
    ingest: entrance.ingest,
    announce,
    studies,
    planner,
  };
  await registerSessions(http, { db, secret });
  await registerRoutes(http, context, {
    site: { version, mapStyleUrl, demo },
    webhooks: { key: webhookKey, wake: deliveries.wake },
  });
  await serveConsoleFiles(http, { root: CONSOLE_FILES, mapStyleUrl });
  serveHandhelds(io, context, log);
  serveConsoles(io, context, {
    publisher,
    heat: heatStream,
    accountOf: createAccountReader({ db, secret }),
  });

  const url = await http.listen({ host: config.host, port: config.port });
  const parts: { close(): unknown }[] = [
    { close: () => io.disconnectSockets(true) },
    entrance,
    ...workers,
    leases,
    planner,
    publisher,
    heatStream,
    io,
    http,
  ];
  return {
    url,
    context,
    async close() {
      for (const part of parts) await part.close();
    },
  };
}
