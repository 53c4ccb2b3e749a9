import type { Namespace, Server } from 'socket.io';
import type { Context } from '../context.ts';
import type { Account } from '../contract/account.ts';
import type { ConsoleToServer, Frame, ServerToConsole } from '../contract/console.ts';
import { listAlerts } from '../db/alerts.ts';
import { listAreas } from '../db/areas.ts';
import { listPatrols } from '../db/list-patrols.ts';
import { asRefusal, Refusal } from '../errors.ts';
import type { Publisher } from './publisher.ts';

type Consoles = Namespace<
  ConsoleToServer,
  ServerToConsole,
  Record<string, never>,
  { account: Account }
>;

const DAY_MS = 86_400_000;
/** A console that has not taken a frame by then is read again from scratch when it comes back. */
const ACK_TIMEOUT_MS = 30_000;
/** Patrols in the first frame, newest first. */
const SNAPSHOT_PATROLS = 200;

/** Serves namespace `/console` to signed-in accounts, each its own area. */
export function serveConsoles(
  io: Server,
  context: Context,
  options: {
    publisher: Publisher;
    accountOf: (cookieHeader: string | undefined) => Promise<Account | undefined>;
  },
): void {
  const { publisher, accountOf } = options;
  const namespace = io.of('/console') as unknown as Consoles;
  namespace.use((socket, next) => {
    accountOf(socket.handshake.headers.cookie)
      .then((account) => {
        if (!account) throw new Refusal('not-signed-in');
        socket.data.account = account;
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
    try {
      const { areaId } = socket.data.account;
      const now = context.now();
      const areas = await listAreas(context.db, { at: now, within: areaId });
      const grids = new Set(areas.map(({ id }) => id));
      const sees = (gridId: number | null) => gridId !== null && grids.has(gridId);
      if (socket.disconnected) return;
      const leave = publisher.join(
        {
          sees,
          drop,
          deliver: async (frame: Frame) => {
            await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('frame', frame);
          },
        },
        () => readSnapshot(context, areaId, sees),
      );
      socket.on('disconnect', leave);
    } catch {
      drop();
    }
  });
}

async function readSnapshot(
  { db, board, now }: Context,
  areaId: number,
  sees: (gridId: number | null) => boolean,
): Promise<Omit<Frame, 'snapshot' | 'at'>> {
  const at = now();
  const [{ patrols }, alerts] = await Promise.all([
    listPatrols(db, { scope: areaId, fromMs: at - DAY_MS, limit: SNAPSHOT_PATROLS }),
    listAlerts(db, { within: areaId, fromMs: at - DAY_MS }),
  ]);
  return {
    officers: board.officers().filter(({ gridId }) => sees(gridId)),
    patrols,
    alerts,
    heat: [...board.heatAt(at)]
      .filter(({ gridId }) => sees(gridId))
      .map(({ cell, seconds }) => [cell, Math.round(seconds)]),
  };
}
