import { Command } from 'commander';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { findDaemon } from '../test-machine/daemon.mjs';
import { startRedis } from '../test-machine/redis.ts';
import { type ServerProcess, serve } from '../test-machine/serve.ts';
import { benchWorld } from './ingest/world.ts';
import { measureDelay } from './nodes/delay.ts';
import { measureRate } from './nodes/rate.ts';
import type { Servers } from './nodes/servers.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

interface NodesBenchOptions {
  handhelds: number;
  fixesEach: number;
  perSecond: number;
  seconds: number;
}

/** The moment of a commit is the database's own. */
const SETTINGS = { track_commit_timestamp: 'on' };

/**
 * Two servers over one PostgreSQL and one Redis, beside one server without Redis: fixes a second taken from handhelds, divided among the
 * servers, and what that costs each process; then, at a steady pace, how long after its commit a fix of the first server is on
 * consoles of either. All on this machine, which they share. One JSON line.
 */
export default async function bench(args: string[]): Promise<void> {
  const options = new Command('bench nodes')
    .option('--handhelds <count>', 'connected at once', Number, 200)
    .option('--fixes-each <count>', 'fixes of each handheld', Number, 1000)
    .option('--per-second <count>', 'fixes a second while the delay is measured', Number, 200)
    .option('--seconds <count>', 'how long that is', Number, 60)
    .parse(args, { from: 'user' })
    .opts<NodesBenchOptions>();
  const result = await withPostgres((url) => compare(url, options), {
    durable: true,
    settings: SETTINGS,
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function compare(postgresUrl: string, options: NodesBenchOptions): Promise<object> {
  const program = await findDaemon('redis-server', { of: 'bench nodes', debian: 'redis-server' });
  if (!program.path) throw new Error(program.missing);
  const redis = await startRedis(program.path);
  const redisUrl = `redis://127.0.0.1:${redis.port}`;
  try {
    const on = { postgresUrl, handhelds: Math.max(options.handhelds, options.perSecond) };
    const one = await onServers({ ...on, count: 1, redisUrl: null }, (servers) =>
      measureRate(servers, options),
    );
    const two = await onServers({ ...on, count: 2, redisUrl }, async (servers) => ({
      ...(await measureRate(servers, options)),
      commitToConsole: await measureDelay(servers, options),
    }));
    return {
      ...{ bench: 'nodes', rows: options.handhelds * options.fixesEach },
      ...{ handhelds: options.handhelds, one, two },
      ratio: Math.round((two.fixesPerS / one.fixesPerS) * 1000) / 1000,
    };
  } finally {
    await redis.close();
  }
}

/** Servers over a store of their own, each in a process of its own, with officers who carry handhelds. */
const onServers = <T>(
  asked: { postgresUrl: string; handhelds: number; count: number; redisUrl: string | null },
  measure: (servers: Servers) => Promise<T>,
): Promise<T> =>
  withStore(asked.postgresUrl, async (db, databaseUrl) => {
    const { redisUrl } = asked;
    const world = benchWorld(asked.handhelds);
    await seedWorld(db, world, { from: new Date('2020-01-01T00:00:00Z') });
    const servers: ServerProcess[] = [];
    try {
      while (servers.length < asked.count)
        servers.push(await serve({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl ?? '' }));
      const urls = servers.map(({ url }) => url);
      return await measure({ db, redisUrl, urls, handhelds: world.handhelds });
    } finally {
      for (const server of servers) await server.stop();
    }
  });
