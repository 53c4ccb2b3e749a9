import { io, type Socket } from 'socket.io-client';
import type { ConsoleToServer, ServerToConsole } from '../../../server/contract/console/console.ts';
import { decodeFleet } from '../../../server/contract/console/fleet.ts';
import { askFailedAgain, queryClient } from '../../api/query-client.ts';
import { sessionQuery } from '../../api/session.ts';
import { backfill } from '../fleet/backfill.ts';
import { applyFleet, fleet, resetFleet } from '../fleet/fleet-store.ts';
import { useHeat } from '../heat/heat-store.ts';
import { applyIncidents } from '../incidents/incidents-of-frame.ts';
import { useView } from '../map/view.ts';
import { useLive } from './store.ts';

type LiveSocket = Socket<ServerToConsole, ConsoleToServer>;

/** Trails that have not come by then are not drawn. */
const TRAILS_MS = 20_000;

/** Calls back once the browser has drawn, or at once where it draws nothing (a hidden tab). */
const afterDrawn = (done: () => void): void => {
  if (document.hidden) done();
  else requestAnimationFrame(() => done());
};

/** A refused handshake may mean that the session ended: ask, and let the sign-in page take over if so. */
const recheckSession = (): void => {
  void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
};

const lost = (): void => {
  const { connection, setConnection } = useLive.getState();
  if (connection.state !== 'lost') setConnection({ state: 'lost', sinceMs: Date.now() });
};

/** Of a picture held from before a cut only what changed since is sent; of a new one first what is in view. */
const askForFleet = (socket: LiveSocket): void => {
  const { seen } = useView.getState();
  const [lng, lat] = seen ? [(seen.west + seen.east) / 2, (seen.south + seen.north) / 2] : [0, 0];
  socket.emit('fleet:view', { held: fleet.held(), lng, lat }, () => {});
  backfill.begin((asked) => socket.timeout(TRAILS_MS).emitWithAck('fleet:trails', asked));
};

/** Opens the stream of frames into the live store; the returned functions retry now and close. */
export const connectLive = (): { retry: () => void; close: () => void } => {
  const socket: LiveSocket = io('/console', {
    transports: ['websocket', 'polling'],
    reconnectionDelayMax: 5_000,
  });
  const lookAtHeat = () => {
    const { view } = useHeat.getState();
    // An error is answered where a view makes no sense; then there is no heat to show.
    if (view && socket.connected) socket.emit('heat:view', view, () => {});
  };
  const stopLooking = useHeat.subscribe(({ view }, before) => {
    if (view !== before.view) lookAtHeat();
  });
  socket.on('connect', () => {
    useLive.getState().setConnection({ state: 'live' });
    askFailedAgain();
    lookAtHeat();
    askForFleet(socket);
  });
  socket.on('disconnect', (reason) => {
    lost();
    // The server closing on purpose is the one case socket.io does not retry by itself.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000);
  });
  socket.on('connect_error', () => {
    lost();
    if (!socket.active) {
      recheckSession();
      setTimeout(() => socket.connect(), 5_000);
    }
  });
  socket.on('frame', (frame, ack) => {
    useLive.getState().apply(frame, Date.now());
    applyIncidents(queryClient, frame);
    afterDrawn(ack);
  });
  socket.on('fleet', (frame, ack) => {
    applyFleet(decodeFleet(frame));
    afterDrawn(ack);
  });
  socket.on('heat', (frames, ack) => {
    useHeat.getState().apply(frames);
    afterDrawn(ack);
  });
  let open = true;
  return {
    retry: () => open && socket.disconnect().connect(),
    close: () => {
      open = false;
      stopLooking();
      socket.removeAllListeners();
      socket.disconnect();
      useLive.getState().reset();
      backfill.end();
      resetFleet();
    },
  };
};
