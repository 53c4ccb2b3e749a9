import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { migrate } from '../server/db/store/migrate.ts';
import { type Db, openStore } from '../server/db/store/open.ts';
import { seedWorld } from '../server/services/areas/seed-world.ts';
import { benchWorld } from './bench/ingest/world.ts';
import { alertsOf } from './faults/alerts.ts';
import { FAULTS } from './faults/faults.ts';
import { type Field, SIZES } from './faults/field.ts';
import { type Counted, playFault } from './faults/play.ts';
import { findDaemon } from './test-machine/daemon.mjs';
import { freePort } from './test-machine/free-port.mjs';
import { openPostgres } from './test-machine/postgres.mjs';
import { startRedis } from './test-machine/redis.ts';
import { serve } from './test-machine/serve.ts';
import { openTcpProxy, type TcpProxy } from './test-machine/tcp-proxy.ts';

/** Plays the faults against a server and a database of their own, and prints what became of the fixes, as the README shows it. */
async function main(): Promise<void> {
  const { full } = SIZES;
  const {
    only,
    servers: count,
    ...asked
  } = new Command('faults')
    .description('What becomes of positions under every fault: acknowledged and lost, stored twice')
    .option('--only <part>', 'only faults whose name contains this', '')
    .option(
      '--kills <count>',
      'how often the server, and the database, is killed',
      Number,
      full.kills,
    )
    .option('--fixes-each <count>', 'fixes of each of 12 handhelds', Number, full.fixesEach)
    .option('--away-ms <ms>', 'how long the database, or Redis, is away', Number, full.awayMs)
    .addOption(
      new Option(
        '--servers <count>',
        'behind one address; two share a Redis, their alerts are compared with those of one',
      )
        .choices(['1', '2'])
        .default('1'),
    )
    .parse()
    .opts<{ only: string; servers: string; kills: number; fixesEach: number; awayMs: number }>();
  const size = { ...full, ...asked };
  const faults = FAULTS.filter(({ name }) => name.includes(only));
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-faults-'));
  const postgres = await openPostgres(scratch, { durable: true });
  if (!postgres.url) throw new Error(postgres.missing);
  const at = new URL(postgres.url);
  const wire = await openTcpProxy({ host: at.hostname, port: Number(at.port) });
  const store = await openStore({ databaseUrl: at.href, connections: 2 });
  await migrate(store.db);
  const world = benchWorld(faults.length * (size.handhelds + 1));
  await seedWorld(store.db, world, {
    from: new Date('2020-01-01T00:00:00Z'),
    rules: { dutyHours: { from: '00:00', to: '23:59' } },
  });
  const env = { DATABASE_URL: Object.assign(new URL(at), { host: `127.0.0.1:${wire.port}` }).href };
  const served = count === '2' ? await serveTwo(env, store.db) : await serveOne(env);
  const field: Field = {
    ...{ db: store.db, wire, ...served.field },
    ...(postgres.killAndStart ? { killDatabase: postgres.killAndStart } : {}),
  };
  const outcomes: Counted[] = [];
  try {
    for (const [k, fault] of faults.entries()) {
      if (fault.needs && !field[fault.needs]) continue;
      const handhelds = world.handhelds.slice(k * (size.handhelds + 1));
      const outcome = await playFault(fault, { field, handhelds, size });
      outcomes.push(outcome);
      process.stdout.write(`${lineOf(outcome)}\n`);
    }
  } finally {
    await served.close();
    await store.close();
    await wire.close();
    await postgres.close();
    await rm(scratch, { recursive: true, force: true });
  }
  process.exitCode = outcomes.every(isRight) ? 0 : 1;
}

interface Served {
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
    close: () => server.stop(),
  };
}

async function serveOne(env: Record<string, string>): Promise<Served> {
  const { url, kill, close } = await serveAgain(env);
  return {
    field: { url, killServer: kill },
    async close() {
      await close();
    },
  };
}

/** Two servers behind one address, each with a wire of its own to a Redis they share. */
async function serveTwo(env: Record<string, string>, db: Db): Promise<Served> {
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

const isRight = ({ acknowledged, alertsOff = 0, alive, fixes, lost, refused, twice }: Counted) =>
  lost === 0 && twice === 0 && alertsOff === 0 && alive && acknowledged + refused === fixes;

const lineOf = ({ fault, fixes, acknowledged, refused, lost, twice, ...rest }: Counted) => {
  const { alerts, alertsOff, alive, seconds } = rest;
  const compared = alerts === undefined ? [] : [`${alertsOff} of ${alerts}`];
  const cells = [fault, fixes, acknowledged, refused, lost, twice, ...compared];
  return `| ${[...cells, alive ? 'yes' : 'no', `${seconds} s`].join(' | ')} |`;
};

await main();
