import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems take for connections that go out: between the look and the listening, or while a server is started again, one could take it. */
const PORTS = [12_000, 32_000];

/** A TCP port of this machine that nobody listens on. */
export async function freePort() {
  for (;;) {
    const port = randomInt(...PORTS);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').catch(() => false);
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
