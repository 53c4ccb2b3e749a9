import { createServer, type Server, type Socket } from 'node:net';
import { MINUTE_MS } from '../../../contract/units.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createFrameReader } from './frames.ts';

/** A frame that has begun must end in this time, and a terminal must show in it who it is. */
const HALF_FRAME_MS = 30_000;
/** A terminal sends a heartbeat every minute or so; one that says nothing for this long is gone. */
const SILENT_MS = 10 * MINUTE_MS;
const CONNECTIONS_MAX = 20_000;
/** Frames of a connection that wait for the store; beyond it the socket is not read. */
const WAITING_MAX = 64;

export interface ListenOptions extends Omit<ConnectionOptions, 'send' | 'byAddress' | 'register'> {
  host: string;
  port: number;
  byAddress: (phone: string, address: string) => ReturnType<ConnectionOptions['byAddress']>;
  register: (asking: {
    phone: string;
    terminal: string;
    address: string;
  }) => ReturnType<ConnectionOptions['register']>;
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
  server.maxConnections = CONNECTIONS_MAX;
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

const portOf = (server: Server): number => (server.address() as { port: number }).port;

function serve(socket: Socket, options: ListenOptions): void {
  const { halfFrameMs = HALF_FRAME_MS, onError } = options;
  const address = socket.remoteAddress ?? '';
  const reader = createFrameReader();
  const connection = createConnection({
    ...options,
    byAddress: (phone) => options.byAddress(phone, address),
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
