import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { Encoder } from 'socket.io-parser';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config/config.ts';
import type { Announce, Context } from './context.ts';
import type { Site } from './contract/accounts/account.ts';
import { MINUTE_MS } from './contract/units.ts';
import { areasWithin } from './db/areas/areas.ts';
import { allOpenPatrols } from './db/patrols/patrols.ts';
import { readQueueStates } from './db/queue/queue-states.ts';
import type { Db, Store } from './db/store/open.ts';
import { type Reads, readsOf } from './db/store/reads.ts';
import { countWaitingDeliveries } from './db/webhooks/deliveries.ts';
import { createBrakes } from './domain/accounts/brake.ts';
import { sealingKey } from './domain/webhooks/seal.ts';
import { createSessionReader, registerSessions } from './http/accounts/sessions.ts';
import { registerRoutes } from './http/routes.ts';
import { buildHttp, createAddressOf } from './http/shell/build-http.ts';
import { serveConsoleFiles } from './http/shell/console-files.ts';
import { hangUpOn } from './http/shell/hang-up.ts';
import { createDoor } from './ingest/authenticate.ts';
import { boundConnections, connectionsMax } from './ingest/bound-connections.ts';
import { createDutyRoster, type DutyRoster } from './ingest/duty-roster.ts';
import { createIngest } from './ingest/ingest.ts';
import { createLiveBoard, type LiveBoard } from './ingest/live-board.ts';
import { createLiveHeat } from './ingest/live-heat.ts';
import { createPatrolDesk } from './ingest/patrol-desk.ts';
import { openProtocols } from './ingest/protocols/protocols.ts';
import { restoreBoard } from './ingest/restore-board.ts';
import { createFileReader } from './jobs/imports/file-reader.ts';
import { createPatrolPlanner } from './jobs/patrols/plan-patrol.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { createJudgePool } from './jobs/verdicts/judge-pool.ts';
import { startDoingAgain } from './jobs/worker/again.ts';
import { startWorker } from './jobs/worker/worker.ts';
import { createMetrics } from './metrics.ts';
import { createAnnounce } from './realtime/announce.ts';
import { watchAuthority } from './realtime/authority.ts';
import { createFeed, createObserver, sharedFixes } from './realtime/committed/feed.ts';
import { openCommitted } from './realtime/committed/open.ts';
import { connectRedis } from './realtime/committed/redis.ts';
import { openRooms } from './realtime/committed/rooms.ts';
import { serveConsoles } from './realtime/console.ts';
import { createFleetStream } from './realtime/fleet/stream.ts';
import { serveHandhelds } from './realtime/handheld.ts';
import { createHeatStream } from './realtime/heat-stream.ts';
import { limitUnknown } from './realtime/limit-unknown.ts';
import { createPublisher } from './realtime/publisher.ts';
import { createTellConsoles } from './realtime/tell-consoles.ts';
import { openPush } from './realtime/told/push.ts';
import { UnreadDecoder } from './realtime/unread-decoder.ts';
import { seesPersons } from './services/access/sees-persons.ts';
import { readSessionSecrets } from './services/accounts/rotate-secrets.ts';

const CONSOLE_FILES = fileURLToPath(new URL('../dist/client', import.meta.url));
/** A socket message beyond this closes its connection; up to it an error is answered. */
const MESSAGE_MAX_BYTES = 12 * 1024 * 1024;
/** No request waits longer than that for being counted, ms. */
const COUNTING_MAX_MS = 250;
/** Who has not said by then who it is, is let go. */
const UNKNOWN_MAX_MS = 10_000;
/** Incidents are stored by other processes too: the heat asks the store what is new. */
const HEAT = { restMs: 5_000, retryMs: 10_000 };

/** Until the picture of now is read again where that failed. */
const RESTORE_AGAIN_MS = 5_000;

export interface App {
  url: string;
  context: Context;
  /** Says from now on that it is not ready, so that a balancer sends nobody here. */
  leave(): void;
  setLogLevel(level: string): void;
  /** Stops taking in, stores what was taken, and lets everyone go. */
  close(): Promise<void>;
}

/** Puts the parts together over an open, migrated store and listens. */
export async function startApp(
  config: Config,
  db: Db,
  {
    now = Date.now,
    reads = readsOf(db),
    poolState = null,
    demo = null,
    demoMap = null,
    consoleFiles = CONSOLE_FILES,
    onDemoEnd = null,
  }: {
    now?: () => number;
    reads?: Reads;
    /** Of the pool of the store. */
    poolState?: Store['poolState'];
    demo?: Site['demo'];
    /** PMTiles file of the demo's town, drawn where nothing else is configured. */
    demoMap?: string | null;
    /** Folder of the built console, of this release unless told. */
    consoleFiles?: string;
    /** Throws the demo away; whoever has the token then makes the first account. */
    onDemoEnd?: ((token: string) => Promise<void>) | null;
  } = {},
): Promise<App> {
  const { version } = packageJson;
  const { trustProxy } = config;
  const mapFile = demoMap ?? config.mapFile;
  const baseMap = config.baseMap ?? (demoMap === null ? null : { kind: 'file' as const });
  const settleMs = config.verdictSettleS * 1000;
  const counting =
    config.redisUrl === null
      ? null
      : connectRedis(config.redisUrl, { commandTimeout: COUNTING_MAX_MS });
  const http = await buildHttp({ ...config, version, redis: counting });
  const rooms = openRooms(config.redisUrl);
  const io = new Server(http.server, {
    ...(rooms.adapter ? { adapter: rooms.adapter } : {}),
    serveClient: false,
    parser: { Encoder, Decoder: UnreadDecoder },
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: { threshold: 4096 },
    connectTimeout: UNKNOWN_MAX_MS,
  });
  const hangUp = hangUpOn(http.server);
  limitUnknown(io, { behindProxy: trustProxy !== false, mostBytes: MESSAGE_MAX_BYTES });
  const { log } = http;
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const metrics = createMetrics();
  const bound = boundConnections({
    most: connectionsMax(),
    perAddress: config.connectionsPerAddress,
    onRefused(why, isNews) {
      metrics.connectionsRefused.inc({ why });
      if (isNews) log.warn({ why }, 'connections are closed: too many are open');
    },
  });
  // Behind a proxy all come from one address, and it counts them.
  bound(http.server, { byAddress: !trustProxy });
  const secrets = await readSessionSecrets(db, config.sessionSecrets);
  const sealing = sealingKey(secrets);
  const rules = { idleMin: config.sessionIdleMin, secondFactorRoles: config.secondFactorRoles };
  const push = await openPush({
    db,
    contact: config.webPushContact,
    allowPrivate: config.webhookPrivateHosts,
    count: (outcome) => metrics.pushes.inc({ outcome }),
  });

  // What was committed anywhere from here on is heard, once all that takes it is made.
  const stream = await openCommitted({ url: config.redisUrl, db, now, failed });
  const { share } = stream;

  const brakes = createBrakes((guess) => share({ kind: 'guess', ...guess }));
  const door = createDoor({
    db,
    now,
    brakes,
    onFailed({ why, ...attempt }) {
      metrics.handheldsTurnedAway.inc({ why });
      log.warn({ ...attempt, why }, 'failed sign-in of a handheld');
    },
  });

  // What is known of now, and who is told of it.
  const duties = createDutyRoster(db, now);
  const roster: DutyRoster = {
    ...duties,
    forget(handheldId) {
      share({ kind: 'duty', ...(handheldId === undefined ? {} : { handheldId }) });
      return duties.forget(handheldId);
    },
  };
  const board = createLiveBoard();
  await board.readOpenPatrols(allOpenPatrols(db));
  function setOpenPatrol(...[officerId, patrol]: Parameters<LiveBoard['setOpenPatrol']>): void {
    board.setOpenPatrol(officerId, patrol);
    share({ kind: 'open-patrol', officerId });
  }
  const restoring = startDoingAgain({
    work: (stop) => restoreBoard({ db, board, roster, now }, stop),
    retryMs: RESTORE_AGAIN_MS,
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
  const publisher = createPublisher(now, stream.awaySinceMs);
  const tellConsoles = createTellConsoles({ db, now, publisher, failed });
  const consoles = createAnnounce({
    ...{ db, now, io, push, failed, share },
    consoles: tellConsoles,
  });
  const announce: Announce = {
    ...consoles,
    incidents(changed) {
      jobs.wakeRisk();
      consoles.incidents(changed);
    },
  };
  const jobs = startJobs({
    config,
    isEmbedded: poolState === null,
    db,
    reads,
    now,
    log,
    webhookKey: sealing,
    versions: { xunji: version, node: process.versions.node },
    onAlert: announce.alert,
    onSos: tellConsoles.alert,
    onIncidents: announce.incidents,
    onCases: announce.cases,
    onClosed: (officerId) => setOpenPatrol(officerId, null),
    onWarning: announce.warning,
    onVerdict(officerId, patrolId, outcome) {
      metrics.verdicts.inc({ outcome });
      announce.verdict(officerId, patrolId, outcome);
    },
    onAttempt: (outcome) => metrics.webhooks.inc({ outcome }),
  });

  const observe = createObserver({ board, heat, watch: jobs.watch });
  // The way of a fix: pipeline -> writer -> who observes it.
  const entrance = createIngest({
    db,
    now,
    roster,
    metrics,
    lateMaxMs: config.lateMaxMs,
    settleMs,
    observe(source, duty, figures) {
      const fixes = sharedFixes(source, duty, figures);
      if (fixes.fixes.length === 0) return;
      observe(fixes);
      share({ kind: 'fixes', ...fixes });
    },
    onAlert: announce.alert,
    onError: failed('refusals not counted'),
  });
  const desk = createPatrolDesk({
    db,
    now,
    sealing,
    roster,
    board: { setOpenPatrol },
    settleMs,
    onPatrol: announce.patrol,
    onAlert: announce.alert,
  });
  const protocols = await openProtocols({
    db,
    now,
    door,
    config,
    bound,
    ingest: entrance.ingest,
    sos: desk.sos,
    count: (protocol, outcome, by) => metrics.protocols.inc({ protocol, outcome }, by),
    key: sealing,
    onError: failed('a message of another protocol was not taken'),
  });
  const planner = createPatrolPlanner(db);
  const files = createFileReader();
  const trials = createJudgePool(Math.min(1, config.judgeThreads));
  metrics.addGauges({
    queuedRows: entrance.queuedRows,
    handheldSockets: () => io.of('/handheld').sockets.size,
    consoleSockets: () => io.of('/console').sockets.size,
    // A scrape must not fail where the store is away.
    streamLagMs: stream.lagMs,
    poolState,
    queues: () => readQueueStates(db, now()).catch(() => []),
    webhooksWaiting: () => countWaitingDeliveries(db).catch(() => Number.NaN),
  });

  const authority = watchAuthority({
    db,
    io,
    rules,
    onError: failed('authority of sockets not checked'),
  });
  const take = createFeed({
    ...{ db, now, board, heat, brakes, failed },
    watch: jobs.watch,
    roster: duties,
    consoles: tellConsoles,
    countFixes: entrance.countFixes,
    checkAuthority: authority.check,
    wakeRisk: jobs.wakeRisk,
  });
  function readAgain(): void {
    duties.forget();
    restoring.again();
    heat.readAgain();
    reading.wake();
    jobs.watch.readAgain();
    publisher.readAgain();
  }
  let isLeaving = false;
  const context: Context = {
    isLeaving: () => isLeaving,
    authority: {
      async check() {
        share({ kind: 'authority' });
        await authority.check();
      },
    },
    config,
    db,
    reads,
    now,
    metrics,
    door,
    brakes,
    addressOf: createAddressOf(trustProxy),
    roster,
    board,
    awaySince: stream.awaySinceMs,
    desk,
    ingest: entrance.ingest,
    announce,
    studies: jobs.studies,
    planner,
    files,
    trials,
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
  await serveConsoleFiles(http, { root: consoleFiles, baseMap, mapFile });
  serveHandhelds(io, context, log);
  serveConsoles(io, context, {
    publisher,
    heat: heatStream,
    fleet,
    failed,
    sessionOf: createSessionReader({ db, rules, secrets }),
  });

  stream.follow({ take, missed: readAgain });
  const url = await http.listen({ host: config.host, port: config.port });
  const parts: { close(): unknown }[] = [
    restoring,
    { close: () => io.local.disconnectSockets(true) },
    authority,
    protocols,
    entrance,
    jobs,
    pruning,
    reading,
    planner,
    files,
    trials,
    publisher,
    heatStream,
    fleet,
    stream,
    { close: hangUp },
    io,
    rooms,
    http,
    { close: () => counting?.disconnect() },
  ];
  return {
    url,
    context,
    leave() {
      isLeaving = true;
    },
    setLogLevel(level) {
      log.level = level;
    },
    async close() {
      for (const part of parts) await part.close();
    },
  };
}
