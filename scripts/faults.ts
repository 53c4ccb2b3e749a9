import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { migrate } from '../server/db/store/migrate.ts';
import { openStore } from '../server/db/store/open.ts';
import { seedWorld } from '../server/services/areas/seed-world.ts';
import { benchWorld } from './bench/ingest/world.ts';
import { FAULTS } from './faults/faults.ts';
import { type Field, SIZES } from './faults/field.ts';
import { type Counted, playFault } from './faults/play.ts';
import { freePort } from './test-machine/free-port.mjs';
import { openPostgres } from './test-machine/postgres.mjs';
import { serve } from './test-machine/serve.ts';
import { openTcpProxy } from './test-machine/tcp-proxy.ts';

/** Plays the faults against a server and a database of their own, and prints what became of the fixes, as the README shows it. */
async function main(): Promise<void> {
  const { full } = SIZES;
  const { only, ...asked } = new Command('faults')
    .description('What becomes of positions under every fault: acknowledged and lost, stored twice')
    .option('--only <part>', 'only faults whose name contains this', '')
    .option(
      '--kills <count>',
      'how often the server, and the database, is killed',
      Number,
      full.kills,
    )
    .option('--fixes-each <count>', 'fixes of each of 12 handhelds', Number, full.fixesEach)
    .option('--away-ms <ms>', 'how long the database is away', Number, full.awayMs)
    .parse()
    .opts<{ only: string; kills: number; fixesEach: number; awayMs: number }>();
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
  await seedWorld(store.db, world, { from: new Date('2020-01-01T00:00:00Z') });
  const env = {
    DATABASE_URL: Object.assign(new URL(at), { host: `127.0.0.1:${wire.port}` }).href,
    PORT: String(await freePort()),
  };
  let server = await serve(env);
  const field: Field = {
    ...{ url: server.url, db: store.db, wire },
    async killServer() {
      await server.kill();
      server = await serve(env);
    },
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
    await server.stop();
    await store.close();
    await wire.close();
    await postgres.close();
    await rm(scratch, { recursive: true, force: true });
  }
  process.exitCode = outcomes.every(isRight) ? 0 : 1;
}

const isRight = ({ acknowledged, alive, fixes, lost, refused, twice }: Counted) =>
  lost === 0 && twice === 0 && alive && acknowledged + refused === fixes;

const lineOf = ({ fault, fixes, acknowledged, refused, lost, twice, alive, seconds }: Counted) =>
  `| ${fault} | ${fixes} | ${acknowledged} | ${refused} | ${lost} | ${twice} | ${alive ? 'yes' : 'no'} | ${seconds} s |`;

await main();
