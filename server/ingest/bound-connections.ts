import type { Server } from 'node:net';

/** Whether an address is of this machine itself, such as that of a proxy in front. */
export const isOwnAddress = (address: string): boolean => OWN.has(address);
const OWN = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Closes connections of an address beyond so many open ones; those of the machine itself are not counted. 0: no limit. */
export function boundConnections(server: Server, most: number): void {
  if (most === 0) return;
  const open = new Map<string, number>();
  server.prependListener('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (isOwnAddress(address)) return;
    const count = open.get(address) ?? 0;
    if (count >= most) return void socket.destroy();
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = open.get(address)! - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
