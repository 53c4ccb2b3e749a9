import type { Socket } from 'socket.io';
import type { ConsoleToServer, ServerToConsole } from '../../contract/console/console.ts';
import { E7, FleetView } from '../../contract/console/fleet.ts';
import { encodeTrails, TrailsAsked } from '../../contract/console/trails.ts';
import { asRefusal } from '../../errors.ts';
import type { LiveBoard } from '../../ingest/live-board.ts';
import { readerOf } from '../read-message.ts';
import type { FleetStream } from './stream.ts';

const readView = readerOf(FleetView, 'view');
const readAsked = readerOf(TrailsAsked, 'trails');

/** Streams the fleet of an area to a console once it asks, and answers what it asks of trails. `shows` is told before a frame goes out. */
export function serveFleet(
  socket: Socket<ConsoleToServer, ServerToConsole>,
  options: {
    areaId: number;
    fleet: FleetStream;
    board: LiveBoard;
    shows: (officerIds: readonly number[]) => Promise<void>;
    drop: () => void;
  },
): void {
  const { areaId, fleet, board, shows, drop } = options;
  let reading: Promise<Awaited<ReturnType<FleetStream['join']>>> | undefined;
  const leave = () => {
    reading?.then(
      (one) => one.leave(),
      () => {},
    );
  };

  async function view(asked: unknown): Promise<object> {
    const wanted = readView(asked);
    leave();
    reading = fleet.join(areaId, wanted, {
      drop,
      // Columns of near numbers hardly shrink, and deflating them costs the server more than it saves on the way.
      deliver: async ({ bytes, shows: ids }) => {
        await shows(ids);
        await socket.compress(false).emitWithAck('fleet', bytes as unknown as ArrayBuffer);
      },
    });
    await reading;
    if (socket.disconnected) leave();
    return {};
  }

  async function trails(asked: unknown): Promise<Uint8Array> {
    const { officerIds } = readAsked(asked);
    const one = await reading;
    const ids = officerIds.filter((id) => one?.has(id));
    await shows(ids);
    return encodeTrails(
      ids.map((officerId) => {
        const trail = board.trail(officerId);
        return {
          officerId,
          lngE7: trail.map(([lng]) => Math.round(lng * E7)),
          latE7: trail.map(([, lat]) => Math.round(lat * E7)),
          t: trail.map(([, , t]) => t),
        };
      }),
    );
  }

  const answered =
    (work: (asked: unknown) => Promise<unknown>) => (asked: unknown, ack: unknown) => {
      const answer = (reply: unknown) => typeof ack === 'function' && ack(reply);
      work(asked).then(answer, (error: unknown) => answer(asRefusal(error).reply()));
    };
  socket.on('fleet:view', answered(view));
  socket.on('fleet:trails', answered(trails));
  socket.on('disconnect', leave);
}
