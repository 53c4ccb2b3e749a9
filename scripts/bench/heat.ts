import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import pg from 'pg';
import {
  HEAT_FLOOR,
  type HeatView,
  heatAt,
  heatReach,
} from '../../server/contract/console/heat.ts';
import { upsertUser } from '../../server/db/accounts/users.ts';
import { areaOutline, readPresence } from '../../server/db/fixes/heat-facts.ts';
import { migrate } from '../../server/db/store/migrate.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { hashPassword } from '../../server/domain/accounts/password.ts';
import { centreOf } from '../../server/domain/geo/h3.ts';
import { decayOf, windowStart } from '../../server/domain/heat/decay.ts';
import { isIn } from '../../server/domain/heat/heat-grid.ts';
import { preparePolygon } from '../../server/domain/heat/outline.ts';
import type { PresentFix } from '../../server/domain/heat/presence.ts';
import { presenceFrom } from '../../server/domain/heat/reference.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { openPostgres } from '../test-machine/postgres.mjs';
import type { Held } from './heat/viewers.ts';
import { DISTRICT, heatWorld, type Place, TOWNS } from './heat/world.ts';

interface HeatBenchOptions {
  perSecond: number;
  viewers: number;
  seconds: number;
}

const PASSWORD = 'a password of the benchmark';
/** Places where the load rests and every viewer's figures are checked. */
const CHECKS = 3;
/** The last changes have arrived where no frame came for so long. */
const QUIET_S = 5;
/** Accounts of single towns beside that of the district. */
const TOWN_ACCOUNTS = 10;
const ZOOMS = [8.5, 10, 11.5, 13, 14.5];
/** A console window, px, and metres a pixel at zoom 0 on the equator (tiles of 512 px). */
const WINDOW = { width: 1440, height: 900 };
const METRES_A_PIXEL = 78_271.517;
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
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-bench-'));
  const server = await openPostgres(scratch);
  if (!server.url) throw new Error(server.missing);
  const database = `xunji_heat_${process.pid}`;
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${database}`);
  const databaseUrl = Object.assign(new URL(server.url), { pathname: database }).href;
  const store = await openStore({ databaseUrl });
  try {
    await migrate(store.db);
    const result = await measure(store.db, databaseUrl, options);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    if (result.errorMax > FLOAT32 + ERROR_MAX || result.cellsOff > 0) process.exitCode = 1;
  } finally {
    await store.close();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(db: Db, databaseUrl: string, options: HeatBenchOptions) {
  const world = heatWorld(options.perSecond);
  await seedWorld(db, world, { from: new Date('2020-01-01T00:00:00Z') });
  const areas = await createAccounts(db);
  const child = (script: string, env = {}) =>
    spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    });
  const server = child('scripts/serve.ts', {
    DATABASE_URL: databaseUrl,
    DEMO: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  });
  const load = child('scripts/bench/heat/load.ts');
  const viewers = child('scripts/bench/heat/viewers.ts');
  try {
    const { ready: url } = await told<{ ready: string }>(server, 'ready');
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
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

interface ViewerArea {
  name: string;
  areaId: number;
  place: Place;
}

/** An account for the district and one for each of some towns. */
async function createAccounts(db: Db): Promise<ViewerArea[]> {
  const rows = await db.selectFrom('areas').select(['id', 'code']).execute();
  const idOf = (code: string) => rows.find((row) => row.code === code)!.id;
  const areas = [
    { name: 'district', areaId: idOf('D'), place: DISTRICT },
    ...TOWNS.slice(0, TOWN_ACCOUNTS).map((place, k) => ({
      name: `town-${k}`,
      areaId: idOf(`T${k}`),
      place,
    })),
  ];
  const passwordHash = await hashPassword(PASSWORD);
  for (const { name, areaId } of areas)
    await upsertUser(db, { name, role: 'supervisor', areaId, passwordHash });
  return areas;
}

interface Account {
  cookie: string;
  areaId: number;
  views: HeatView[];
}

/** Two of five consoles watch the district, the others a town each; every one has three views of one zoom. */
async function viewersOf(url: string, areas: readonly ViewerArea[], count: number) {
  const cookies = new Map<string, string>();
  const accounts: Account[] = [];
  for (let k = 0; k < count; k++) {
    const { name, areaId, place } = k % 5 < 2 ? areas[0]! : areas[1 + (k % (areas.length - 1))]!;
    if (!cookies.has(name)) cookies.set(name, await signIn(url, name));
    const zoom = ZOOMS[k % ZOOMS.length]!;
    const views = [0, 1, 2].map((n) =>
      viewAt(zoom, {
        lng: place.west + (place.east - place.west) * (((k + 1) * 0.618034 + n * 0.21) % 1),
        lat: place.south + (place.north - place.south) * (((k + 1) * 0.754878 + n * 0.37) % 1),
      }),
    );
    accounts.push({ cookie: cookies.get(name)!, areaId, views });
  }
  return accounts;
}

function viewAt(zoom: number, { lng, lat }: { lng: number; lat: number }): HeatView {
  const perPixel = METRES_A_PIXEL / 2 ** zoom / 111_320;
  const [east, north] = [
    (WINDOW.width / 2) * perPixel,
    (WINDOW.height / 2) * perPixel * Math.cos((lat * Math.PI) / 180),
  ];
  return {
    kinds: ['presence'],
    west: lng - east,
    south: lat - north,
    east: lng + east,
    north: lat + north,
    zoom,
  };
}

async function signIn(url: string, name: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: PASSWORD }),
  });
  if (!reply.ok) throw new Error(`${name} could not sign in: ${reply.status}`);
  return reply.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
}

/** Every viewer's figures against those of the stored fixes now; how large JSON of all cells (resolution 10) would be. */
async function check(db: Db, held: readonly (Held | null)[], accounts: readonly Account[]) {
  const at = Date.now();
  const decay = decayOf(held.find((one) => one)!.halfLifeMs);
  const tracks: PresentFix[][] = [];
  for await (const chunk of readPresence(db, windowStart(decay, at)))
    tracks.push(...chunk.map(({ fixes }) => fixes));
  const known = new Map<string, Promise<Map<string, number>>>();
  const expectedOf = (areaId: number, resolution: number) => {
    const key = `${areaId}/${resolution}`;
    const heat =
      known.get(key) ??
      areaOutline(db, areaId, at).then((outline) =>
        presenceFrom(tracks, {
          decay,
          at,
          resolution,
          isWithin: preparePolygon(outline!.geometry),
        }),
      );
    known.set(key, heat);
    return heat;
  };
  let [compared, off, errorMax] = [0, 0, 0];
  for (const [k, one] of held.entries()) {
    if (!one) throw new Error('a viewer got no heat');
    const expected = await expectedOf(accounts[k]!.areaId, one.resolution);
    const { box } = heatReach(one.view);
    const values = new Map(one.cells.map((cell, i) => [cell, one.values[i]!]));
    for (const [cell, amount] of expected) {
      const value = values.get(cell);
      values.delete(cell);
      if (!isIn(box, centreOf(cell))) off += value === undefined ? 0 : 1;
      // A cell at the floor may have sunk below it, on one side first.
      else if (value === undefined) off += amount > HEAT_FLOOR.presence * 1.001 ? 1 : 0;
      else {
        compared++;
        errorMax = Math.max(errorMax, Math.abs(heatAt(value, one, at) / amount - 1));
      }
    }
    off += values.size;
  }
  const district = accounts[0]!.areaId;
  const all = await expectedOf(district, 10);
  const jsonBytes = JSON.stringify([...all].map(([cell, s]) => [cell, Math.round(s)])).length;
  return { compared, off, errorMax, jsonBytes, cells: all.size };
}

/** Processor time of the server so far, s. */
async function cpuSecondsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)![1]);
}

function told<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) =>
      reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.on('message', function hear(message: object) {
      if (!(key in message)) return;
      child.off('message', hear);
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

const round = (value: number) => Math.round(value * 1000) / 1000;
