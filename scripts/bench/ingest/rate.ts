import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../../server/db/store/open.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import type { Foreign } from '../../simulator/wire/foreign/bind.ts';
import { freePort } from '../../test-machine/free-port.mjs';
import { serve } from '../../test-machine/serve.ts';
import { median } from '../support/median.ts';
import { cpuSecondsOf } from '../support/processes.ts';
import { bindAll } from './bind.ts';
import { countFixes } from './count-fixes.ts';
import type { LoadPlan, LoadResult } from './load.ts';
import { startLoad, WALKED } from './start-load.ts';
import { benchWorld, sinceRecently } from './world.ts';

export interface RateOptions {
  handhelds: number;
  fixesEach: number;
  batchMin: number;
  batchMax: number;
  packed: boolean;
  protocol: 'xunji' | Foreign;
  /** Folder for a CPU profile of the server, if wanted. */
  profile?: string | undefined;
}

const COPY_RUNS = 3;
const RESEND_EVERY = 10;

/**
 * Fixes a second through the server, acknowledged, committed and de-duplicated; beside text COPY of the same rows into the same emptied
 * table.
 */
export async function measureRate(db: Db, databaseUrl: string, options: RateOptions) {
  const world = benchWorld(options.handhelds);
  await seedWorld(db, world, sinceRecently());
  const { protocol } = options;
  const foreign =
    protocol === 'xunji'
      ? undefined
      : { protocol, jt808Port: await freePort(), addresses: await bindAll(db, protocol) };
  const load = await loadThroughSockets(databaseUrl, {
    ...options,
    foreign,
    ...{ ...WALKED, resendEvery: RESEND_EVERY },
    handhelds: world.handhelds.map(({ code, secret }) => ({ code, secret })),
  });
  const all = await countFixes(db);
  // Each had sent one before.
  const rows = all - options.handhelds;
  const expected = options.handhelds * options.fixesEach;
  // Every batch sent has its receipts, once; other protocols tell a copy from the first no more than their apps want to know.
  const { stored = 0, duplicate = 0 } = load.outcomes;
  const told = foreign ? load.sent : stored + duplicate;
  if (rows !== expected || told !== load.sent)
    throw new Error(`${rows} rows of ${expected} fixes, ${told} receipts of ${load.sent}`);
  const copySeconds = await copyRows(databaseUrl);
  if ((await countFixes(db)) !== all) throw new Error('COPY brought other rows');
  const ingestPerS = rows / load.seconds;
  const copyPerS = all / copySeconds;
  return {
    protocol,
    rows,
    handhelds: options.handhelds,
    batch: [options.batchMin, options.batchMax],
    packed: options.packed,
    duplicates: duplicate,
    askedToWait: load.askedToWait,
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
  plan: Omit<LoadPlan, 'url'> & { profile?: string | undefined },
): Promise<LoadResult & { serverCpuS: number }> {
  const { foreign, profile } = plan;
  const server = await serve(
    {
      DATABASE_URL: databaseUrl,
      ...(foreign && { JT808_PORT: String(foreign.jt808Port) }),
    },
    { options: profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : [] },
  );
  let load: Awaited<ReturnType<typeof startLoad>> | undefined;
  try {
    load = await startLoad({ ...plan, url: server.url });
    psql(databaseUrl, 'checkpoint');
    const before = await cpuSecondsOf(server.url);
    const result = await load.run();
    return { ...result, serverCpuS: (await cpuSecondsOf(server.url)) - before };
  } finally {
    load?.close();
    await server.stop();
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
