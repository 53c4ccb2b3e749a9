import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { Db } from '../../server/db/store/open.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { serve } from '../test-machine/serve.ts';
import { createAccounts, viewersOf } from './heat/accounts.ts';
import { check } from './heat/check.ts';
import type { Held } from './heat/viewers.ts';
import { heatWorld } from './heat/world.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';
import { cpuSecondsOf, told } from './support/processes.ts';

interface HeatBenchOptions {
  perSecond: number;
  viewers: number;
  seconds: number;
}

/** Places where the load rests and every viewer's figures are checked. */
const CHECKS = 3;
/** The last changes have arrived where no frame came for so long. */
const QUIET_S = 5;
/** What rounding a figure to a float32 may cost, and what more is allowed. */
const FLOAT32 = 2 ** -24;
const ERROR_MAX = 1e-6;

/**
 * Live heat at a city's rate of fixes with consoles at different zooms and places, over real sockets and PostgreSQL: bytes a
 * viewer and second, processor time of the server without viewers, with viewers that look at no heat and with those that do,
 * and whether every viewer's figures equal those recomputed from the stored fixes. Beside it, computed, the size of JSON of
 * all cells to everybody. One JSON line; fails where a figure is off.
 */
export default async function bench(args: string[]): Promise<void> {
  const options = new Command('bench heat')
    .option('--per-second <count>', 'fixes a second, one of each handheld', Number, 2_200)
    .option('--viewers <count>', 'consoles', Number, 50)
    .option('--seconds <count>', 'time with heat', Number, 60)
    .parse(args, { from: 'user' })
    .opts<HeatBenchOptions>();
  const result = await withPostgres((server) =>
    withStore(server, (db, databaseUrl) => measure(db, databaseUrl, options)),
  );
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.errorMax > FLOAT32 + ERROR_MAX || result.cellsOff > 0) process.exitCode = 1;
}

async function measure(db: Db, databaseUrl: string, options: HeatBenchOptions) {
  const world = heatWorld(options.perSecond);
  await seedWorld(db, world, { from: new Date('2020-01-01T00:00:00Z') });
  const areas = await createAccounts(db);
  const child = (script: string) =>
    spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  const server = await serve({ DATABASE_URL: databaseUrl });
  const { url } = server;
  const load = child('scripts/bench/heat/load.ts');
  const viewers = child('scripts/bench/heat/viewers.ts');
  try {
    process.stderr.write('connecting handhelds ...\n');
    load.send({ url, handhelds: world.handhelds.map(({ code, secret }) => ({ code, secret })) });
    await told(load, 'prepared');
    const run = async (seconds: number) => {
      const before = await cpuSecondsOf(url);
      load.send({ run: seconds });
      const { ran } = await told<{ ran: { fixes: number; seconds: number } }>(load, 'ran');
      return { ...ran, cpuS: (await cpuSecondsOf(url)) - before };
    };
    const count = async () => {
      viewers.send('count');
      return (await told<{ counted: { bytes: number; frames: number } }>(viewers, 'counted'))
        .counted;
    };
    await run(10);
    process.stderr.write('without viewers ...\n');
    const alone = await run(20);

    process.stderr.write('with viewers that look at no heat ...\n');
    const accounts = await viewersOf(url, areas, options.viewers);
    viewers.send({ url, viewers: accounts });
    await told(viewers, 'prepared');
    await run(5);
    const withoutHeat = await run(20);

    process.stderr.write('with heat ...\n');
    const stages: {
      seconds: number;
      fixes: number;
      cpuS: number;
      bytes: number;
      frames: number;
    }[] = [];
    const checks: Awaited<ReturnType<typeof check>>[] = [];
    for (let k = 0; k < CHECKS; k++) {
      const before = await count();
      viewers.send('look');
      const ran = await run(Math.round(options.seconds / CHECKS));
      viewers.send('rest');
      const after = await count();
      stages.push({
        ...ran,
        bytes: after.bytes - before.bytes,
        frames: after.frames - before.frames,
      });
      for (let quietS = 0, seen = -1; quietS < QUIET_S; quietS++) {
        const { frames } = await count();
        if (frames !== seen) quietS = 0;
        seen = frames;
        await sleep(1_000);
      }
      viewers.send('tell');
      const { held } = await told<{ held: (Held | null)[] }>(viewers, 'held');
      checks.push(await check(db, held, accounts));
    }
    const sum = (pick: (stage: (typeof stages)[number]) => number) =>
      stages.reduce((total, stage) => total + pick(stage), 0);
    const seconds = sum((stage) => stage.seconds);
    const bytesPerS = sum((stage) => stage.bytes) / seconds / options.viewers;
    const jsonBytes = checks.reduce((total, { jsonBytes }) => total + jsonBytes, 0) / checks.length;
    const cpuShare = (ran: { cpuS: number; seconds: number }) => round(ran.cpuS / ran.seconds);
    return {
      bench: 'heat',
      viewers: options.viewers,
      fixesPerS: Math.round(sum((stage) => stage.fixes) / seconds),
      seconds: Math.round(seconds),
      bytesPerViewerPerS: Math.round(bytesPerS),
      framesPerViewerPerS: round(sum((stage) => stage.frames) / seconds / options.viewers),
      // Cores of the server: what handhelds cost, what officers and patrols of 50 consoles add, what heat adds to that.
      serverCpu: {
        withoutViewers: cpuShare(alone),
        withViewersWithoutHeat: cpuShare(withoutHeat),
        withHeat: round(sum((stage) => stage.cpuS) / seconds),
      },
      cells: checks.at(-1)!.cells,
      compared: checks.reduce((total, { compared }) => total + compared, 0),
      cellsOff: checks.reduce((total, { off }) => total + off, 0),
      errorMax: Math.max(...checks.map(({ errorMax }) => errorMax)),
      errorAllowed: FLOAT32 + ERROR_MAX,
      jsonOfAllBytesPerViewerPerS: Math.round(jsonBytes),
      ratio: round(jsonBytes / bytesPerS),
    };
  } finally {
    viewers.kill();
    load.kill();
    await server.stop();
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;
