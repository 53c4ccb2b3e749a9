import type { IncomingMessage } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import type { Server, Socket } from 'socket.io';
import { isForeign } from '../domain/accounts/foreign-origin.ts';

type Connection = Socket['conn'];

/** What is taken of a connection in all before it is known whose it is, bytes. */
export const UNKNOWN_MAX_BYTES = 64 * 1024;

/**
 * Bounds what is taken of sockets before anybody is let in: a few bytes, whatever way they come. A page of another site gets none, so that
 * no cookie is used by it.
 */
export function limitUnknown(io: Server, { behindProxy }: { behindProxy: boolean }): void {
  const known = new WeakSet<Connection>();
  for (const name of ['/handheld', '/console'])
    io.of(name).on('connection', (socket) => void known.add(socket.conn));

  const open = new Map<string, Connection>();
  /** TCP connections that become the websocket of one that began by polling, by its id. */
  const upgrading = new WeakMap<Connection, TcpSocket>();
  const connectionOf = (request: IncomingMessage): Connection | undefined =>
    open.get(new URL(request.url ?? '', 'http://x').searchParams.get('sid') ?? '');

  io.engine.use((request: IncomingMessage, response: Answer, next: () => void) => {
    if (isForeign(request.headers, behindProxy)) return refuse(response, 403);
    const connection = connectionOf(request);
    if (request.method === 'POST' && !(connection && known.has(connection))) {
      const length = Number(request.headers['content-length'] ?? Number.NaN);
      if (!(length <= UNKNOWN_MAX_BYTES)) return refuse(response, 413);
    }
    if (request.headers.upgrade && connection) upgrading.set(connection, request.socket);
    next();
  });

  function watch(connection: Connection, tcp: TcpSocket | undefined): void {
    if (!tcp) return;
    let taken = 0;
    const count = (chunk: Buffer) => {
      taken += chunk.length;
      if (known.has(connection)) tcp.off('data', count);
      else if (taken > UNKNOWN_MAX_BYTES) tcp.destroy();
    };
    tcp.on('data', count);
  }

  io.engine.on('connection', (connection: Connection) => {
    const { id } = connection as unknown as { id: string };
    open.set(id, connection);
    connection.on('close', () => open.delete(id));
    // By then the websocket reads: nothing that comes is lost to who listens too.
    if (connection.transport.name === 'websocket') watch(connection, connection.request.socket);
    connection.on('upgrading', () => watch(connection, upgrading.get(connection)));
  });
}

type Answer = { writeHead(status: number): { end(): unknown } };
const refuse = (response: Answer, status: number) => void response.writeHead(status).end();
