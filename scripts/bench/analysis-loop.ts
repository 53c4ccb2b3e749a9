import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { migrate } from '../../server/db/store/migrate.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { METHODS } from '../../server/domain/analysis/methods.ts';
import { gaussian, seededRandom } from '../../server/domain/analysis/numerics/random.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from '../demo/accounts.ts';
import { type ServerProcess, serve } from '../test-machine/serve.ts';
import { withDatabase, withPostgres } from './support/own-postgres.ts';
import { signIn } from './support/sign-in.ts';

const INCIDENTS = 267_000;
const POSITIONS = 133_000;
const SIDE = 25;
const CELL_DEG = 0.0125;
const WEST = 120;
const SOUTH = 30;
const FROM = Date.UTC(2024, 0, 1);
const CATEGORIES = 33;
const GOAL_MS = 50;

interface Asked {
  parameters: Record<string, unknown>;
  selection?: Record<string, unknown>;
}

/** A question for every method; where one is needed, a category. */
const QUESTIONS: Record<string, Asked> = {
  dbscan: { parameters: { epsM: 150 } },
  'st-dbscan': { parameters: { epsM: 250, epsDays: 7 } },
  'kde-ratio': { parameters: { above: 'c1' } },
  rates: { parameters: {}, selection: { counts: 'grids' } },
  scan: { parameters: { replicates: 9 } },
  knox: { parameters: {}, selection: { categories: ['c3'] } },
  hawkes: { parameters: {}, selection: { categories: ['c3'] } },
  forecast: { parameters: { target: 'c1' } },
  backtest: { parameters: { target: 'c1' } },
};

/** A district of 25 x 25 square grids under one town and village. */
function world() {
  const square = (x: number, y: number, side: number) => ({
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [x, y],
          [x + side, y],
          [x + side, y + side],
          [x, y + side],
          [x, y],
        ],
      ],
    ] as [number, number][][][],
  });
  const whole = square(WEST, SOUTH, SIDE * CELL_DEG);
  const area = (
    code: string,
    level: 'district' | 'town' | 'village',
    parentCode: string | null,
  ) => ({
    code,
    name: code,
    level,
    parentCode,
    gridType: null,
    geometry: whole,
  });
  const grids = Array.from({ length: SIDE * SIDE }, (_, k) => ({
    code: `G${k}`,
    name: `G${k}`,
    level: 'grid' as const,
    parentCode: 'V',
    gridType: 'urban' as const,
    geometry: square(
      WEST + (k % SIDE) * CELL_DEG,
      SOUTH + Math.floor(k / SIDE) * CELL_DEG,
      CELL_DEG,
    ),
  }));
  return {
    timeZone: 'Asia/Shanghai',
    areas: [
      area('D', 'district', null),
      area('T', 'town', 'D'),
      area('V', 'village', 'T'),
      ...grids,
    ],
    officers: [],
    handhelds: [],
    categories: Array.from({ length: CATEGORIES }, (_, k) => ({
      code: `c${k}`,
      parentCode: null,
      nameZh: `Category ${k}`,
      nameEn: `Category ${k}`,
      points: 1,
    })),
    windows: [],
  };
}

/** A year of incidents on half as many positions: 80 % round 400 centres, 20 % anywhere; categories of uneven size. */
async function fill(db: Db): Promise<void> {
  const random = seededRandom(6);
  const width = SIDE * CELL_DEG;
  const inside = (at: number) => Math.min(0.9999, Math.max(0.0001, at)) * width;
  const centres = Array.from({ length: 400 }, () => [random(), random()] as const);
  const places = Array.from({ length: POSITIONS }, () => {
    if (random() < 0.2) return { lng: inside(random()), lat: inside(random()) };
    const [x, y] = centres[Math.floor(random() * random() * 400)]!;
    return { lng: inside(x + 0.015 * gaussian(random)), lat: inside(y + 0.015 * gaussian(random)) };
  });
  const rows = Array.from({ length: INCIDENTS }, (_, i) => {
    const { lng, lat } = places[Math.floor(random() * POSITIONS)]!;
    const grid = Math.floor(lat / CELL_DEG) * SIDE + Math.floor(lng / CELL_DEG);
    return {
      id: `I${String(i).padStart(7, '0')}`,
      category: `c${Math.floor(random() * random() * CATEGORIES)}`,
      lng: WEST + lng,
      lat: SOUTH + lat,
      grid: `G${grid}`,
      at: new Date(FROM + Math.floor(random() * 366 * 1440) * MINUTE_MS).toISOString(),
    };
  });
  for (let from = 0; from < rows.length; from += 20_000)
    await sql`
      insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select i.id, i.category, 'minor', 'reported', ST_SetSRID(ST_MakePoint(i.lng, i.lat), 4326), 0, i.at, i.at, a.id
      from json_to_recordset(${JSON.stringify(rows.slice(from, from + 20_000))}::json)
        as i (id text, category text, lng float8, lat float8, grid text, at timestamptz)
      join areas a on a.code = i.grid`.execute(db);
  await sql`vacuum analyze incidents`.execute(db);
}

/** The real server in a process of its own, with the probe in it. */
async function startServer(databaseUrl: string): Promise<ServerProcess> {
  const probe = new URL('./support/loop-probe.ts', import.meta.url).href;
  const options = ['--import', 'tsx', '--import', probe];
  return serve({ DATABASE_URL: databaseUrl }, { options });
}

/** How long the server's event loop was held up at most since it was last asked. */
async function loopDelay(child: ChildProcess): Promise<{ delayMs: number; busyMs: number }> {
  const heard = once(child, 'message') as Promise<[{ delayMs: number; busyMs: number }]>;
  child.send('loop-delay');
  const [{ delayMs, busyMs }] = await heard;
  return { delayMs: Math.round(delayMs), busyMs: Math.round(busyMs) };
}

async function openStudies(url: string) {
  const cookie = await signIn(url, DEMO_ACCOUNTS.find(({ role }) => role === 'analyst')!);
  return (method: string, path: string, body?: object) =>
    fetch(`${url}/api/v1/analysis/studies${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
}

/** Reads a reply to its end without keeping it; its bytes. */
async function drain(reply: Response): Promise<number> {
  let bytes = 0;
  for await (const chunk of reply.body!) bytes += (chunk as Uint8Array).length;
  return bytes;
}

async function measure(
  ask: Awaited<ReturnType<typeof openStudies>>,
  child: ChildProcess,
  method: string,
) {
  await loopDelay(child);
  const begin = performance.now();
  const asked = await ask('POST', '', { name: method, method, ...QUESTIONS[method] });
  const { id } = (await asked.json()) as { id: number };
  let firstProgressMs: number | null = null;
  let study: { state: string; progress: number; error: { code: string } | null };
  do {
    await pause(200);
    study = await (await ask('GET', `/${id}`)).json();
    if (study.progress > 0 && firstProgressMs === null)
      firstProgressMs = Math.round(performance.now() - begin);
  } while (['queued', 'running'].includes(study.state));
  const ms = Math.round(performance.now() - begin);
  const running = await loopDelay(child);
  const bytes: Record<string, number> = {};
  for (const format of study.state === 'done' ? ['json', 'csv', 'geojson', 'parquet'] : [])
    bytes[format] = await drain(await ask('GET', `/${id}/result?format=${format}`));
  const reading = await loopDelay(child);
  say({
    method,
    state: study.state,
    error: study.error?.code,
    ms,
    firstProgressMs,
    running,
    reading,
    bytes,
    goalMs: GOAL_MS,
    met: Math.max(running.busyMs, reading.busyMs) <= GOAL_MS,
  });
}

const say = (line: object) =>
  process.stdout.write(
    `${JSON.stringify({ bench: 'analysis-loop', incidents: INCIDENTS, ...line })}\n`,
  );

/**
 * How long the server's event loop is held up while studies of a year of 267,000 incidents run and while their results are
 * read in every format, method by method, beside the same server doing nothing: `delayMs` by the clock, which whatever else
 * runs on the machine adds to, `busyMs` by the processor time of the server's own thread, which is held against the goal.
 * Needs Linux; names of methods choose some.
 */
export default (names: string[]): Promise<void> =>
  withPostgres((server) => withDatabase(server, (databaseUrl) => bench(databaseUrl, names)));

async function bench(databaseUrl: string, names: readonly string[]): Promise<void> {
  const store = await openStore({ databaseUrl, connections: 2 });
  await migrate(store.db);
  await seedWorld(store.db, world(), { from: new Date(FROM) });
  await fill(store.db);
  const top = await sql<{ id: number }>`select id from areas where code = 'D'`.execute(store.db);
  await createDemoAccounts(store.db, top.rows[0]!.id);
  await store.close();
  const { process: child, url: server, stop } = await startServer(databaseUrl);
  try {
    const ask = await openStudies(server);
    for (const round of ['before', 'after']) {
      await pause(2_000);
      await loopDelay(child);
      for (let k = 0; k < 50; k++) {
        await drain(await ask('GET', ''));
        await pause(200);
      }
      say({ method: null, round, idle: await loopDelay(child) });
      if (round === 'after') break;
      for (const { id } of METHODS)
        if (names.length === 0 || names.includes(id)) await measure(ask, child, id);
    }
  } finally {
    await stop();
  }
}
