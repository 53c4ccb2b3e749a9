import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { isForeign } from '../domain/accounts/foreign-origin.ts';

type Connection = Socket['conn'];

/** What one message may hold before it is known who sends it, bytes, unpacked. */
export const UNKNOWN_MAX_BYTES = 64 * 1024;

/**
 * Bounds what is taken of a socket before anybody is let in: a small message, whatever way it comes; afterwards `mostBytes`. A page of
 * another site gets no socket, so that no cookie is used by it.
 */
export function limitUnknown(
  io: Server,
  { behindProxy, mostBytes }: { behindProxy: boolean; mostBytes: number },
): void {
  const known = new WeakSet<Connection>();
  const open = new Map<string, Connection>();
  for (const name of ['/handheld', '/console'])
    io.of(name).on('connection', ({ conn }) => {
      known.add(conn);
      bound(conn.transport, mostBytes);
    });

  io.engine.use((request: IncomingMessage, response: Answer, next: () => void) => {
    if (isForeign(request.headers, behindProxy)) return refuse(response, 403);
    const id = new URL(request.url ?? '', 'http://x').searchParams.get('sid') ?? '';
    const connection = open.get(id);
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    if (request.method === 'POST' && !(connection && known.has(connection)))
      if (!(length <= UNKNOWN_MAX_BYTES)) return refuse(response, 413);
    next();
  });

  io.engine.on('connection', (connection: Connection) => {
    const { id } = connection as unknown as { id: string };
    open.set(id, connection);
    connection.on('close', () => open.delete(id));
    bound(connection.transport, UNKNOWN_MAX_BYTES);
    // A connection that began by polling goes on by a websocket.
    for (const event of ['upgrading', 'upgrade'])
      connection.on(event, (transport: Connection['transport']) =>
        bound(transport, known.has(connection) ? mostBytes : UNKNOWN_MAX_BYTES),
      );
  });
}

interface Bounded {
  _maxPayload: number;
}

/** A websocket's bound is set once for all by `ws`; these are where it keeps it for one. `test/ingest/door.test.ts` holds it to that. */
function bound(transport: Connection['transport'], bytes: number): void {
  const { socket } = transport as unknown as {
    socket?: { _receiver?: Bounded; _extensions?: Record<string, Bounded> };
  };
  const parts = [socket?._receiver, ...Object.values(socket?._extensions ?? {})];
  for (const part of parts) if (part) part._maxPayload = bytes;
}

type Answer = { writeHead(status: number): { end(): unknown } };
const refuse = (response: Answer, status: number) => void response.writeHead(status).end();
