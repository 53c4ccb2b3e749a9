import type { Namespace, Server, Socket } from 'socket.io';
import type { Context } from '../context.ts';
import type { Account } from '../contract/accounts/account.ts';
import type { ConsoleToServer, Frame, ServerToConsole } from '../contract/console/console.ts';
import { HeatView } from '../contract/console/heat.ts';
import { EARLIEST_MS } from '../contract/fixes/fix.ts';
import { DAY_MS } from '../contract/units.ts';
import { STANDING_STATES } from '../contract/warnings/warning.ts';
import { listAlerts } from '../db/alerts/alerts.ts';
import { areasWithin } from '../db/areas/areas.ts';
import { areaOutline } from '../db/fixes/heat-facts.ts';
import { listPatrols } from '../db/patrols/list-patrols.ts';
import { listWarnings } from '../db/warnings/list.ts';
import { asRefusal, Refusal } from '../errors.ts';
import { requireMay, requireSet } from '../services/access/authorise.ts';
import { serveFleet } from './fleet/serve-fleet.ts';
import type { FleetStream } from './fleet/stream.ts';
import type { HeatStream } from './heat-stream.ts';
import type { Publisher, Shown } from './publisher.ts';
import { readerOf } from './read-message.ts';
import { createLookRecorder } from './record-looks.ts';

interface SocketData {
  account: Account;
  /** What its session is known by in the store. */
  idHash: string;
}
type Consoles = Namespace<ConsoleToServer, ServerToConsole, Record<string, never>, SocketData>;
type Console = Socket<ConsoleToServer, ServerToConsole, Record<string, never>, SocketData>;

/** A console that has not taken heat by then is read again from scratch when it comes back. */
const ACK_TIMEOUT_MS = 30_000;
/** Patrols in the first frame, newest first. */
const SNAPSHOT_PATROLS = 200;
/** Standing warnings in the first frame, raised last first. */
const SNAPSHOT_WARNINGS = 500;

/** Serves namespace `/console` to signed-in accounts, each its own area. */
export function serveConsoles(
  io: Server,
  context: Context,
  options: {
    publisher: Publisher;
    heat: HeatStream;
    fleet: FleetStream;
    /** What could not be done, and why. */
    failed: (what: string) => (error: unknown) => void;
    sessionOf: (cookieHeader: string | undefined) => Promise<SocketData | undefined>;
  },
): void {
  const { publisher, heat, fleet, sessionOf } = options;
  const recordLooks = createLookRecorder(context);
  const namespace = io.of('/console') as unknown as Consoles;
  namespace.use((socket, next) => {
    sessionOf(socket.handshake.headers.cookie)
      .then((session) => {
        if (!session) throw Refusal.of('not-signed-in');
        requireSet(session.account);
        requireMay(session.account, 'look');
        Object.assign(socket.data, session);
        next();
      })
      .catch((error: unknown) => {
        const refusal = asRefusal(error);
        next(Object.assign(new Error(refusal.code), { data: refusal.reply() }));
      });
  });

  namespace.on('connection', async (socket) => {
    // Not `socket.disconnect()`: that is final for a client, a lost connection makes it come back by itself.
    const drop = () => socket.conn.close();
    const { areaId, name } = socket.data.account;
    const address = context.addressOf(socket.request);
    const looks = recordLooks({ name, areaId, address });
    showHeat(socket, context, heat, drop);
    serveFleet(socket, { areaId, fleet, board: context.board, shows: looks.show, drop });
    try {
      const areas = await areasWithin(context.db, areaId, context.now());
      const sees = (gridId: number | null) => gridId !== null && areas.has(gridId);
      if (socket.disconnected) return;
      const leave = publisher.join(
        {
          sees,
          drop,
          // However slow it is: a connection that is lost is noticed by its heartbeat.
          deliver: async (frame: Frame) => {
            await looks.show(officersOf(frame));
            await socket.emitWithAck('frame', frame);
          },
        },
        () => readSnapshot(context, areaId),
      );
      socket.on('disconnect', () => {
        leave();
        looks.leave().catch(options.failed('end of a look not recorded'));
      });
    } catch {
      drop();
    }
  });
}

const heatView = readerOf(HeatView, 'view');

/** Streams heat to a console once it says what it looks at. */
function showHeat(socket: Console, { db, now }: Context, heat: HeatStream, drop: () => void): void {
  const { areaId } = socket.data.account;
  const viewer = heat.join({
    area: areaOutline(db, areaId, now()).then(
      (outline) => outline && { ...outline, key: `${areaId}/${outline.version}` },
    ),
    drop,
    // Cells of one place after another: squeezing them costs the server more than it saves on the way.
    deliver: async (frames) => {
      await socket
        .compress(false)
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('heat', frames as unknown as ArrayBuffer[]);
    },
  });
  socket.on('disconnect', viewer.leave);
  socket.on('heat:view', (view: unknown, ack: unknown) => {
    const answer = (reply: object) => typeof ack === 'function' && ack(reply);
    readView(view)
      .then(viewer.look)
      .then(answer, (error: unknown) => answer(asRefusal(error).reply()));
  });
}

async function readView(sent: unknown): Promise<HeatView> {
  const view = heatView(sent);
  const { west, south, east, north } = view;
  if (west < east && south < north) return view;
  throw Refusal.toProgram('invalid', 'a view has west < east and south < north');
}

/** Whose alerts and patrols a frame shows; an alert of nobody names officer 0. */
const officersOf = ({ alerts, patrols }: Frame): number[] =>
  [...alerts, ...patrols].flatMap(({ officerId }) => officerId || []);

async function readSnapshot({ db, now }: Context, areaId: number): Promise<Shown> {
  const at = now();
  // A call for help stands until somebody acknowledges it, however old, whatever else there is.
  const calls = {
    within: areaId,
    kinds: ['sos'],
    acknowledged: false,
    fromMs: EARLIEST_MS,
  } as const;
  const [{ patrols }, { alerts: sos }, { alerts: latest }, { warnings }] = await Promise.all([
    listPatrols(db, { scope: areaId, fromMs: at - DAY_MS, limit: SNAPSHOT_PATROLS }),
    listAlerts(db, calls),
    listAlerts(db, { within: areaId, fromMs: at - DAY_MS }),
    listWarnings(db, { scope: areaId, states: STANDING_STATES, limit: SNAPSHOT_WARNINGS }),
  ]);
  return {
    patrols,
    alerts: [...new Map([...latest, ...sos].map((alert) => [alert.id, alert])).values()],
    warnings,
    cases: [],
    incidents: [],
    incidentsGone: [],
  };
}
