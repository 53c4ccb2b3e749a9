import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config/config.ts';
import type { Announce, Context } from './context.ts';
import type { Site } from './contract/accounts/account.ts';
import { MINUTE_MS } from './contract/units.ts';
import { areasWithin } from './db/areas/areas.ts';
import { allOpenPatrols } from './db/patrols/patrols.ts';
import type { Db } from './db/store/open.ts';
import { countWaitingDeliveries } from './db/webhooks/deliveries.ts';
import { sealingKey } from './domain/webhooks/seal.ts';
import { createSessionReader, registerSessions } from './http/accounts/sessions.ts';
import { registerRoutes } from './http/routes.ts';
import { buildHttp, createAddressOf } from './http/shell/build-http.ts';
import { serveConsoleFiles } from './http/shell/console-files.ts';
import { createDoor } from './ingest/authenticate.ts';
import { boundConnections } from './ingest/bound-connections.ts';
import { createDutyRoster } from './ingest/duty-roster.ts';
import { createIngest } from './ingest/ingest.ts';
import { createLiveBoard } from './ingest/live-board.ts';
import { createLiveHeat } from './ingest/live-heat.ts';
import { createPatrolDesk } from './ingest/patrol-desk.ts';
import { openProtocols } from './ingest/protocols/protocols.ts';
import { startRestoring } from './ingest/restore-board.ts';
import { createPatrolPlanner } from './jobs/patrols/plan-patrol.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { startWorker } from './jobs/worker/worker.ts';
import { createMetrics } from './metrics.ts';
import { createAnnounce } from './realtime/announce.ts';
import { watchAuthority } from './realtime/authority.ts';
import { serveConsoles } from './realtime/console.ts';
import { createFleetStream } from './realtime/fleet/stream.ts';
import { serveHandhelds } from './realtime/handheld.ts';
import { createHeatStream } from './realtime/heat-stream.ts';
import { limitUnknown } from './realtime/limit-unknown.ts';
import { createObserver } from './realtime/observe-fixes.ts';
import { createPublisher } from './realtime/publisher.ts';
import { openPush } from './realtime/told/push.ts';
import { seesPersons } from './services/access/sees-persons.ts';
import { readSessionSecrets } from './services/accounts/rotate-secrets.ts';

const CONSOLE_FILES = fileURLToPath(new URL('../dist/client', import.meta.url));
/** A socket message beyond this closes its connection; up to it an error is answered. */
const MESSAGE_MAX_BYTES = 12 * 1024 * 1024;
/** Who has not said by then who it is, is let go. */
const UNKNOWN_MAX_MS = 10_000;
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
  {
    now = Date.now,
    demo = null,
    demoMap = null,
    onDemoEnd = null,
  }: {
    now?: () => number;
    demo?: Site['demo'];
    /** PMTiles file of the demo's town, drawn where nothing else is configured. */
    demoMap?: string | null;
    /** Throws the demo away; whoever has the token then makes the first account. */
    onDemoEnd?: ((token: string) => Promise<void>) | null;
  } = {},
): Promise<App> {
  const { version } = packageJson;
  const { trustProxy } = config;
  const mapFile = demoMap ?? config.mapFile;
  const baseMap = config.baseMap ?? (demoMap === null ? null : { kind: 'file' as const });
  const settleMs = config.verdictSettleS * 1000;
  const http = await buildHttp({ ...config, version });
  const io = new Server(http.server, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: { threshold: 4096 },
    connectTimeout: UNKNOWN_MAX_MS,
  });
  limitUnknown(io, { behindProxy: trustProxy !== false, mostBytes: MESSAGE_MAX_BYTES });
  // Behind a proxy all come from one address, and it counts them.
  if (!trustProxy) boundConnections(http.server, config.connectionsPerAddress);
  const { log } = http;
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const metrics = createMetrics();
  const secrets = await readSessionSecrets(db, config.sessionSecrets);
  const sealing = sealingKey(secrets);
  const rules = { idleMin: config.sessionIdleMin, secondFactorRoles: config.secondFactorRoles };
  const push = await openPush({
    db,
    contact: config.webPushContact,
    allowPrivate: config.webhookPrivateHosts,
    count: (outcome) => metrics.pushes.inc({ outcome }),
  });

  const door = createDoor({
    db,
    now,
    onFailed({ why, ...attempt }) {
      metrics.handheldsTurnedAway.inc({ why });
      log.warn({ ...attempt, why }, 'failed sign-in of a handheld');
    },
  });

  // What is known of now, and who is told of it.
  const roster = createDutyRoster(db, now);
  const board = createLiveBoard();
  for (const { officerId, ...patrol } of await allOpenPatrols(db))
    board.setOpenPatrol(officerId, patrol);
  const restoring = startRestoring({
    ...{ db, board, roster, now },
    onError: failed('board not restored'),
  });
  const pruning = startWorker({
    look: async () => board.prune(now()),
    restMs: MINUTE_MS,
    onError: failed('board not pruned'),
  });
  const heat = createLiveHeat({ db, now, halfLifeMs: config.heatHalfLifeMs });
  const heatStream = createHeatStream({ heat, now });
  const fleet = createFleetStream({
    board,
    now,
    gridsOf: (areaId) => areasWithin(db, areaId, now()),
    personsOf: (areaId) => seesPersons(db, areaId, config.personsUpTo),
    onError: failed('grids of an area not read'),
  });
  const reading = startWorker({ look: heat.read, ...HEAT, onError: failed('heat not read') });
  const publisher = createPublisher(now);
  const consoles = createAnnounce({ db, now, io, publisher, push, failed });
  const announce: Announce = {
    ...consoles,
    incidents(changed) {
      jobs.wakeRisk();
      consoles.incidents(changed);
    },
  };
  const jobs = startJobs({
    config,
    db,
    now,
    log,
    webhookKey: sealing,
    versions: { xunji: version, node: process.versions.node },
    onAlert: announce.alert,
    onIncidents: announce.incidents,
    onCases: announce.cases,
    onClosed: (officerId) => board.setOpenPatrol(officerId, null),
    onWarning: announce.warning,
    onVerdict(officerId, patrolId, outcome) {
      metrics.verdicts.inc({ outcome });
      announce.verdict(officerId, patrolId, outcome);
    },
    onAttempt: (outcome) => metrics.webhooks.inc({ outcome }),
  });

  // The way of a fix: pipeline -> writer -> who observes it.
  const entrance = createIngest({
    db,
    now,
    roster,
    metrics,
    lateMaxMs: config.lateMaxMs,
    settleMs,
    observe: createObserver({ board, heat, watch: jobs.watch }),
    onAlert: announce.alert,
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
  const protocols = await openProtocols({
    db,
    now,
    door,
    config,
    ingest: entrance.ingest,
    sos: desk.sos,
    count: (protocol, outcome, by) => metrics.protocols.inc({ protocol, outcome }, by),
    key: sealing,
    onError: failed('a message of another protocol was not taken'),
  });
  const planner = createPatrolPlanner(db);
  metrics.addGauges({
    queuedRows: entrance.queuedRows,
    handheldSockets: () => io.of('/handheld').sockets.size,
    consoleSockets: () => io.of('/console').sockets.size,
    // A scrape must not fail where the store is away.
    webhooksWaiting: () => countWaitingDeliveries(db).catch(() => Number.NaN),
  });

  const authority = watchAuthority({
    db,
    io,
    rules,
    onError: failed('authority of sockets not checked'),
  });
  const context: Context = {
    authority,
    config,
    db,
    now,
    metrics,
    door,
    addressOf: createAddressOf(trustProxy),
    roster,
    board,
    desk,
    ingest: entrance.ingest,
    announce,
    studies: jobs.studies,
    planner,
    protocols,
    rules,
    sealing,
    pushKey: push.key,
  };
  await registerSessions(http, { db, rules, secrets });
  await registerRoutes(http, context, {
    site: {
      ...{ version, baseMap, demo, idleMin: rules.idleMin },
      provider: config.oidc && { name: config.oidc.name },
    },
    onDemoEnd,
    wakeDeliveries: jobs.wakeDeliveries,
  });
  await serveConsoleFiles(http, { root: CONSOLE_FILES, baseMap, mapFile });
  serveHandhelds(io, context, log);
  serveConsoles(io, context, {
    publisher,
    heat: heatStream,
    fleet,
    failed,
    sessionOf: createSessionReader({ db, rules, secrets }),
  });

  const url = await http.listen({ host: config.host, port: config.port });
  const parts: { close(): unknown }[] = [
    restoring,
    { close: () => io.disconnectSockets(true) },
    authority,
    protocols,
    entrance,
    jobs,
    pruning,
    reading,
    planner,
    publisher,
    heatStream,
    fleet,
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
