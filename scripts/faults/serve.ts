import type { Db } from '../../server/db/store/open.ts';
import { findDaemon } from '../test-machine/daemon.mjs';
import { freePort } from '../test-machine/free-port.mjs';
import { startRedis } from '../test-machine/redis.ts';
import { serve } from '../test-machine/serve.ts';
import { openTcpProxy, type TcpProxy } from '../test-machine/tcp-proxy.ts';
import { alertsOf } from './alerts.ts';
import type { Field } from './field.ts';

export interface Served {
  field: Pick<Field, 'url' | 'killServer' | 'redis' | 'beginPatrols' | 'compareAlerts'>;
  close: () => Promise<void>;
}

/** A server that is started again at its address when it is killed. */
async function serveAgain(env: Record<string, string>) {
  const own = { ...env, PORT: String(await freePort()) };
  let server = await serve(own);
  return {
    url: server.url,
    port: Number(own.PORT),
    async kill() {
      await server.kill();
      server = await serve(own);
    },
    async close() {
      await server.stop();
    },
  };
}

export async function serveOne(env: Record<string, string>): Promise<Served> {
  const { url, kill, close } = await serveAgain(env);
  return { field: { url, killServer: kill }, close };
}

/** Two servers behind one address, each with a wire of its own to a Redis they share. */
export async function serveTwo(env: Record<string, string>, db: Db): Promise<Served> {
  const program = await findDaemon('redis-server', { of: 'two servers', debian: 'redis-server' });
  if (!program.path) throw new Error(program.missing);
  const redis = await startRedis(program.path);
  const wires: TcpProxy[] = [];
  const servers: Awaited<ReturnType<typeof serveAgain>>[] = [];
  for (let k = 0; k < 2; k++) {
    const wire = await openTcpProxy({ host: '127.0.0.1', port: redis.port });
    wires.push(wire);
    servers.push(await serveAgain({ ...env, REDIS_URL: `redis://127.0.0.1:${wire.port}` }));
  }
  const balancer = await openTcpProxy(...servers.map(({ port }) => ({ host: '127.0.0.1', port })));
  let turn = 0;
  return {
    field: {
      ...{ url: `http://127.0.0.1:${balancer.port}`, redis: wires, ...alertsOf(db) },
      killServer: () => servers[turn++ % servers.length]!.kill(),
    },
    async close() {
      await balancer.close();
      for (const server of servers) await server.close();
      for (const wire of wires) await wire.close();
      await redis.close();
    },
  };
}
