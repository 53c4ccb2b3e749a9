import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import { type ServerProcess, serve } from '../../test-machine/serve.ts';
import { createAccounts, viewersOf } from '../heat/accounts.ts';
import { heatWorld } from '../heat/world.ts';
import { askServer, peakMegabytesOf } from '../support/processes.ts';
import { type Quantiles, quantiles } from '../support/quantiles.ts';
import { countFixes } from './count-fixes.ts';
import type { Place } from './places.ts';
import { startLoad, startPace } from './start-load.ts';
import { sinceRecently } from './world.ts';

export interface LiveOptions {
  handhelds: number;
  /** Each sends one fix in so long. */
  everyS: number;
  seconds: number;
  /** Consoles that watch the whole district. */
  consoles: number;
}

const SETTLE_S = 10;
/** What consoles are shown of those who come back is older. */
const LIVE_MS = 60_000;
/** Who comes back in a storm, and what each brings: two hours of a fix in ten seconds, the last of them older than what is live. */
const BACK = { share: 0.1, fixesEach: 720, stepS: 10, agoS: 7_320 };

/** At a city's pace: how long a handheld waits for its receipt and a console for the position, and what the server needs for it. */
export const measureCity = (place: Place, options: LiveOptions) =>
  whileLive(place, options, options.handhelds, async ({ measured }) => ({
    result: await measured(() => sleep(options.seconds * 1000)),
    brought: 0,
  }));

/** The same while a tenth of the handhelds come back at once with what they could not send for two hours. */
export function measureStorm(place: Place, options: LiveOptions) {
  const back = Math.round(options.handhelds * BACK.share);
  return whileLive(place, options, options.handhelds - back, async ({ away, measured, url }) => {
    const before = await measured(() => sleep(options.seconds * 1000));
    const load = await startLoad({
      ...{ url, handhelds: away, ...BACK, atOnce: true },
      ...{ batchMin: 500, batchMax: 500, packed: false, resendEvery: Number.MAX_SAFE_INTEGER },
    });
    try {
      const storm = await measured(() => load.run());
      const { askedToWait, outcomes, seconds, turnedAway } = storm.result;
      const brought = back * BACK.fixesEach;
      const { stored = 0, duplicate = 0 } = outcomes;
      if (stored + duplicate !== brought)
        throw new Error(`${JSON.stringify(outcomes)} for ${brought} fixes of those who came back`);
      const result = {
        ...{ back, brought, seconds: Math.round(seconds) },
        backlogPerS: Math.round(brought / seconds),
        ...{ askedToWait, turnedAway, before, during: { ...storm, result: undefined } },
      };
      return { result, brought };
    } finally {
      load.close();
    }
  });
}

interface Live {
  url: string;
  /** Those who do not send. */
  away: { code: string; secret: string }[];
  /** What became of live fixes during some work. */
  measured: <T>(work: () => Promise<T>) => Promise<Measured<T>>;
}

interface Measured<T> {
  livePerS: number;
  receiptMs: Quantiles;
  turnedAway: number;
  /** From a position to the consoles. */
  consoleMs: Quantiles;
  cores: { server: number; database: number | null; handhelds: number };
  /** How late the event loops were. */
  loopMs: Record<'server' | 'handhelds', { p99: number; max: number }>;
  serverPeakMb: number;
  result: T;
}

/** Runs `work` beside handhelds that send at their pace and consoles that watch; throws where a fix is not stored once. */
async function whileLive<T extends object>(
  place: Place,
  { consoles: count, everyS, handhelds }: LiveOptions,
  sending: number,
  work: (live: Live) => Promise<{ result: T; brought: number }>,
) {
  const world = heatWorld(handhelds);
  const areas = await place.ask(async (db) => {
    await seedWorld(db, world, sinceRecently());
    const accounts = await createAccounts(db);
    // A store that has been there for a minute knows how large its tables are.
    await sql`analyze`.execute(db);
    return accounts;
  });
  const all = world.handhelds.map(({ code, secret }) => ({ code, secret }));
  const server = await serve(place.env);
  const closing: (() => unknown)[] = [];
  let told: { result: T; brought: number; sent: number };
  try {
    const { url } = server;
    const [viewer] = await viewersOf(url, areas, 1);
    const live = all.slice(0, sending);
    const pace = await startPace({ url, handhelds: live, everyMs: everyS * 1000 });
    closing.push(pace.close);
    const consoles = await openConsoles(url, count, viewer!.cookie);
    closing.push(consoles.close);
    await sleep(SETTLE_S * 1000);
    const measured = measuring(server, { pace, consoles, databaseS: place.cpuS });
    const done = await work({ url, away: all.slice(sending), measured });
    told = { ...done, sent: await pace.end() };
  } finally {
    for (const close of closing) close();
    await server.stop();
  }
  const rows = await place.ask(countFixes);
  const expected = told.sent + told.brought;
  if (rows !== expected) throw new Error(`${rows} rows of ${expected} acknowledged fixes`);
  return { handhelds, everyS, consoles: count, rows, ...told.result };
}

const measuring =
  (
    { process: { pid }, url }: ServerProcess,
    {
      pace,
      consoles,
      databaseS,
    }: {
      pace: Awaited<ReturnType<typeof startPace>>;
      consoles: Awaited<ReturnType<typeof openConsoles>>;
      databaseS: Place['cpuS'];
    },
  ): Live['measured'] =>
  async (work) => {
    await Promise.all([pace.count(), consoles.count()]);
    const usedS = async () => ({ ...(await askServer(url)), databaseS: databaseS?.() ?? null });
    const before = await usedS();
    const began = performance.now();
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    const after = await usedS();
    const share = (s: number) => Math.round(s * (100 / seconds)) / 100;
    const server = share(after.cpuS - before.cpuS);
    const database = after.databaseS === null ? null : share(after.databaseS - before.databaseS!);
    const { cores, loopMs, receiptMs, stored, turnedAway } = await pace.count();
    return {
      livePerS: Math.round(stored / seconds),
      ...{ receiptMs, turnedAway },
      consoleMs: quantiles((await consoles.count()).filter((ms) => ms < LIVE_MS)),
      cores: { server, database, handhelds: cores },
      loopMs: { server: after.loopMs, handhelds: loopMs },
      serverPeakMb: peakMegabytesOf(pid!),
      result,
    };
  };

/** Consoles in a process of their own; each has the whole picture when it resolves. */
async function openConsoles(url: string, count: number, cookie: string) {
  const clients = fork('scripts/bench/console/consoles.ts', [url, String(count), cookie], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const heard = <T>(order: string) =>
    new Promise<T>((resolve, reject) => {
      clients.once('message', resolve);
      clients.once('exit', () => reject(new Error('the process of the consoles ended')));
      clients.send(order);
    });
  if (count > 0) await heard('open');
  return {
    /** How old what they were shown since the last time was. */
    async count(): Promise<number[]> {
      return (await heard<{ latenciesMs: number[] }>('count')).latenciesMs;
    },
    close: () => clients.kill(),
  };
}
