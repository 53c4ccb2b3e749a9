import { createServer, type Server, type Socket } from 'node:net';
import { MINUTE_MS } from '../../../contract/units.ts';
import { Refusal } from '../../../errors.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createFrameReader } from './frames.ts';

/** A frame that has begun must end in this time, and a terminal must show in it who it is. */
const HALF_FRAME_MS = 30_000;
/** A terminal sends a heartbeat every minute or so; one that says nothing for this long is gone. */
const SILENT_MS = 10 * MINUTE_MS;
/** Frames of a connection that wait for the store; beyond it the socket is not read. */
const WAITING_MAX = 64;

export interface ListenOptions
  extends Omit<ConnectionOptions, 'send' | 'byAddress' | 'byCode' | 'register'> {
  host: string;
  port: number;
  byAddress: (phone: string, address: string) => ReturnType<ConnectionOptions['byAddress']>;
  /** Throws `wrong-secret`, or `too-many-requests` after too many guesses. */
  byCode: (phone: string, code: string, address: string) => ReturnType<ConnectionOptions['byCode']>;
  register: (asking: {
    phone: string;
    terminal: string;
    address: string;
  }) => ReturnType<ConnectionOptions['register']>;
  /** See boundConnections. */
  bound: (server: Server) => void;
  halfFrameMs?: number;
  onError: (error: unknown) => void;
}

/** Listens for terminals by JT/T 808 over TCP. Each connection is worked off in order, and holds up no other. */
export async function listenJt808(
  options: ListenOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, options);
  });
  options.bound(server);
  server.on('error', options.onError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: portOf(server),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Who guessed wrong is nobody; where the store is away it is not known yet. */
function unlessAway(error: unknown): undefined {
  if (error instanceof Refusal) return undefined;
  throw error;
}

const portOf = (server: Server): number => (server.address() as { port: number }).port;

function serve(socket: Socket, options: ListenOptions): void {
  const { halfFrameMs = HALF_FRAME_MS, onError } = options;
  const address = socket.remoteAddress ?? '';
  const reader = createFrameReader();
  const connection = createConnection({
    ...options,
    byAddress: (phone) => options.byAddress(phone, address),
    byCode: (phone, code) => options.byCode(phone, code, address).catch(unlessAway),
    register: (phone, terminal) => options.register({ phone, terminal, address }),
    send: (bytes) => void (socket.writable && socket.write(bytes)),
  });
  let waiting = 0;
  let work = Promise.resolve();
  const unknown = setTimeout(() => connection.isKnown() || socket.destroy(), halfFrameMs);
  /** Runs from the first byte of a frame to its end; what trickles in does not start it anew. */
  let half: NodeJS.Timeout | null = null;
  const watchHalf = (ended: boolean) => {
    if (ended && half) {
      clearTimeout(half);
      half = null;
    }
    if (reader.pending() > 0) half ??= setTimeout(() => socket.destroy(), halfFrameMs);
  };

  socket.setTimeout(SILENT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    clearTimeout(unknown);
    if (half) clearTimeout(half);
    connection.close();
  });
  socket.on('data', (chunk: Buffer) => {
    const frames = reader.push(chunk);
    watchHalf(frames.length > 0);
    for (const frame of frames) {
      waiting++;
      work = work
        .then(() => connection.take(frame))
        .catch(onError)
        .finally(() => {
          if (--waiting < WAITING_MAX) socket.resume();
        });
    }
    if (waiting >= WAITING_MAX) socket.pause();
  });
}
