import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { FOREIGN, type Foreign } from '../simulator/wire/foreign/bind.ts';
import { freePort } from '../test-machine/free-port.mjs';
import { bindAll } from './ingest/bind.ts';
import type { LoadPlan, LoadResult } from './ingest/load.ts';
import { startLoad } from './ingest/start-load.ts';
import { benchWorld } from './ingest/world.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';
import { cpuSecondsOf, told } from './support/processes.ts';

interface IngestBenchOptions {
  handhelds: number;
  fixesEach: number;
  batchMin: number;
  batchMax: number;
  packed: boolean;
  protocol: 'xunji' | Foreign;
  /** Folder for a CPU profile of the server, if wanted. */
  profile?: string;
}

const COPY_RUNS = 3;
const RESEND_EVERY = 10;

/**
 * Fixes a second from real socket handhelds in a process of their own, through a server in its own, acknowledged,
 * committed and de-duplicated; beside text COPY of the same rows into the same emptied table. On DATABASE_URL's server,
 * in a database of its own, or on a throwaway cluster with default durability.
 */
export default async function bench(args: string[]): Promise<void> {
  const command = new Command('bench ingest')
    .option('--handhelds <count>', 'connected at once', Number, 200)
    .option('--fixes-each <count>', 'fixes of each handheld', Number, 1000)
    .option('--batch-min <count>', 'fewest fixes of a batch', Number, 20)
    .option('--batch-max <count>', 'most fixes of a batch', Number, 100)
    .option('--packed', 'batches are sent packed', false)
    .addOption(
      new Option('--protocol <name>', 'what handhelds speak')
        .choices(['xunji', ...FOREIGN])
        .default('xunji'),
    )
    .option('--profile <folder>', 'write a CPU profile of the server there')
    .parse(args, { from: 'user' });
  process.stdout.write(`${JSON.stringify(await benchIngest(command.opts()))}\n`);
}

const benchIngest = (options: IngestBenchOptions): Promise<object> =>
  withPostgres(
    (server) =>
      withStore(server, (db, databaseUrl) => measure(db, databaseUrl, options), {
        connections: 2,
      }),
    { durable: true },
  );

async function measure(db: Db, databaseUrl: string, options: IngestBenchOptions) {
  const world = benchWorld(options.handhelds);
  await seedWorld(db, world, { from: new Date('2020-01-01T00:00:00Z') });
  const { protocol } = options;
  const foreign =
    protocol === 'xunji'
      ? undefined
      : { protocol, jt808Port: await freePort(), addresses: await bindAll(db, protocol) };
  const load = await loadThroughSockets(databaseUrl, {
    ...options,
    foreign,
    resendEvery: RESEND_EVERY,
    handhelds: world.handhelds.map(({ code, secret }) => ({ code, secret })),
  });
  const rows = await countFixes(db);
  const expected = options.handhelds * options.fixesEach;
  // Other protocols tell a copy from the first no more than their apps want to know.
  const told = foreign ? rows : load.outcomes.stored;
  if (rows !== expected || told !== expected)
    throw new Error(`${rows} rows and ${told} receipts for ${expected} fixes`);
  const copySeconds = await copyRows(databaseUrl);
  if ((await countFixes(db)) !== rows) throw new Error('COPY brought other rows');
  const ingestPerS = rows / load.seconds;
  const copyPerS = rows / copySeconds;
  return {
    bench: 'ingest',
    protocol,
    rows,
    handhelds: options.handhelds,
    batch: [options.batchMin, options.batchMax],
    packed: options.packed,
    duplicates: load.outcomes.duplicate ?? 0,
    ingestPerS: Math.round(ingestPerS),
    copyPerS: Math.round(copyPerS),
    ratio: Number((ingestPerS / copyPerS).toFixed(3)),
    ackMs: load.ackMs,
    // Where the time of the machine goes; the store's own share is what is left of it.
    cpuUsPerFix: {
      handhelds: Math.round((load.cpuS / rows) * 1e6),
      server: Math.round((load.serverCpuS / rows) * 1e6),
    },
  };
}

async function loadThroughSockets(
  databaseUrl: string,
  plan: Omit<LoadPlan, 'url'> & { profile?: string },
): Promise<LoadResult & { serverCpuS: number }> {
  const profiling = plan.profile ? ['--cpu-prof', '--cpu-prof-dir', plan.profile] : [];
  const server = spawn(process.execPath, [...profiling, '--import', 'tsx', 'scripts/serve.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DEMO: 'off',
      LOG_LEVEL: 'error',
      PORT: '0',
      ...(plan.foreign ? { JT808_PORT: String(plan.foreign.jt808Port) } : {}),
    },
  });
  let load: Awaited<ReturnType<typeof startLoad>> | undefined;
  try {
    const { ready } = await told<{ ready: string }>(server, 'ready');
    load = await startLoad({ ...plan, url: ready });
    psql(databaseUrl, 'checkpoint');
    const before = await cpuSecondsOf(ready);
    const result = await load.run();
    return { ...result, serverCpuS: (await cpuSecondsOf(ready)) - before };
  } finally {
    load?.close();
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

/** Seconds that text COPY takes for the rows that are there, into the table emptied first: the median of a few runs. */
async function copyRows(databaseUrl: string): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-bench-'));
  const file = join(scratch, 'fixes.copy');
  try {
    psql(databaseUrl, `\\copy (select * from fixes) to '${file}'`);
    const runs = Array.from({ length: COPY_RUNS }, () => {
      psql(databaseUrl, 'truncate fixes');
      psql(databaseUrl, 'checkpoint');
      const began = performance.now();
      psql(databaseUrl, `\\copy fixes from '${file}'`);
      return (performance.now() - began) / 1000;
    });
    return median(runs);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function psql(databaseUrl: string, command: string): void {
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', databaseUrl, '-c', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function countFixes(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from fixes`.execute(
    db,
  );
  return rows[0]!.count;
}
