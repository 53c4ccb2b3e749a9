import { once } from 'node:events';
import { createServer } from 'node:net';

/** What keeps a server from an address, by the code of the system. */
const REASONS: Record<string, string> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this account may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/**
 * Throws, saying which variable to change, where one of the ports cannot be listened at: asked before the store is opened and anything
 * begins. Port 0 is any free one; null is none.
 */
export async function requirePorts(
  host: string,
  ports: Readonly<Record<string, number | null>>,
): Promise<void> {
  for (const [variable, port] of Object.entries(ports)) {
    if (!port) continue;
    const server = createServer();
    try {
      server.listen(port, host);
      await once(server, 'listening');
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      throw new Error(
        `cannot listen at ${host}:${port} (${variable}): ${REASONS[code] ?? message}`,
      );
    }
    server.close();
    await once(server, 'close');
  }
}
