import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TcpProxy {
  port: number;
  /** Drops every connection and turns new ones away. */
  cut: () => void;
  /** Keeps every connection open and lets nothing through, as a network that swallows packets. */
  freeze: () => void;
  /** Lets what the server says wait so long, ms. */
  slow: (ms: number) => void;
  restore: () => void;
  close: () => Promise<void>;
}

interface Target {
  host: string;
  port: number;
}

/** A wire between a client and a server that a test can cut; to several servers in turn, whoever is not there being passed over by coming again. */
export async function openTcpProxy(...targets: readonly Target[]): Promise<TcpProxy> {
  let next = 0;
  const sockets = new Set<Socket>();
  let mode: 'open' | 'cut' | 'frozen' = 'open';
  let slowMs = 0;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    track(near);
    if (mode === 'cut') return void near.destroy();
    const far = connect(targets[next++ % targets.length]!);
    track(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      // What is no longer slow must not overtake what still waits.
      let before: Promise<unknown> = Promise.resolve();
      from.on('data', (chunk) => {
        if (mode !== 'open') return;
        const waited = slowMs > 0 && from === far ? sleep(slowMs) : undefined;
        before = before.then(() => waited).then(() => to.write(chunk));
      });
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      mode = 'cut';
      drop();
    },
    freeze() {
      mode = 'frozen';
    },
    slow(ms) {
      slowMs = ms;
    },
    restore() {
      slowMs = 0;
      // What was swallowed is lost, so the connections it belonged to are of no use.
      if (mode === 'frozen') drop();
      mode = 'open';
    },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
