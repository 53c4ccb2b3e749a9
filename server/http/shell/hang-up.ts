import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What is being answered may take this long while the server closes, ms. */
const ANSWER_MAX_MS = 10_000;

/**
 * Lets a server close: once it does, Node waits without a limit for connections that have asked nothing yet, such as those browsers open
 * ahead, and for requests that never come whole. Returned is what closes the first at once and all others after a while.
 */
export function hangUpOn(server: Server): () => void {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  for (const event of ['request', 'upgrade'])
    server.prependListener(event, ({ socket }: { socket: Socket }) => silent.delete(socket));
  return () => {
    for (const socket of silent) socket.destroy();
    setTimeout(() => server.closeAllConnections(), ANSWER_MAX_MS).unref();
  };
}
