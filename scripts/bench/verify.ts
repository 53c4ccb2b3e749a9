import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import Fastify from 'fastify';
import { sql } from 'kysely';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { readFixColumns } from '../../server/db/fixes/read-fixes.ts';
import { gatherPatrolFrame } from '../../server/db/patrols/patrol-frame.ts';
import { handheldsOf } from '../../server/db/people/people.ts';
import type { Db } from '../../server/db/store/open.ts';
import { gridGeometry } from '../../server/domain/geo/grid-geometry.ts';
import { ringOf } from '../../server/domain/geo/h3.ts';
import { startJudge } from '../../server/jobs/verdicts/judge.ts';
import { createThreadPool } from '../../server/jobs/worker/thread-pool.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { planDay } from '../simulator/day.ts';
import { storeWalks } from '../simulator/walk/store-walks.ts';
import { buildWorld } from '../simulator/world/world.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

/** A city-day of `kaifeng`: two patrols of every grid. */
const CITY = { grids: 5_811, patrols: 11_622 };

/**
 * Time a patrol takes to measure from stored fixes (read, clean, clip, cover), beside minutes in the grid and cells covered computed by
 * PostGIS alone from the same rows; and the time of the whole verdict, with signals, comparisons with other tracks and its record, which
 * PostGIS is not asked for. A sample of a `kaifeng` day; one JSON line. The city-day is that of a judge just started: it adds the making
 * of every grid, once.
 */
export default async function bench(args: string[]): Promise<void> {
  const { scale } = new Command('bench verify')
    .option('--scale <share>', 'sample of the city, a share of it', Number, 0.01)
    .parse(args, { from: 'user' })
    .opts<{ scale: number }>();
  const result = await withPostgres((url) => withStore(url, (db) => compare(db, scale)));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function compare(db: Db, scale: number): Promise<object> {
  const nowMs = Date.now();
  const world = buildWorld({ scenario: 'kaifeng', scale, seed: 'verify' });
  await seedWorld(db, world, { from: new Date(nowMs - 30 * DAY_MS) });
  process.stderr.write(`walking ${world.handhelds.length} officers for two days ...\n`);
  const plans = [2, 1].flatMap((days) => planDay(world, nowMs - days * DAY_MS));
  await storeWalks({ db, world, plans, nowMs });
  await sql`delete from verdict_jobs`.execute(db);
  await sql`analyze`.execute(db);
  // The second day is judged; the first, judged the day before, is what it is compared with for replays.
  const { rows } = await sql<Patrol & { first_day: boolean }>`
    select officer_id, id, start_time < (select min(start_time) from patrols) + interval '20 hours' as first_day
    from patrols order by grid_id, id`.execute(db);
  const patrols = rows.filter((patrol) => !patrol.first_day);
  const earlier = rows.filter((patrol) => patrol.first_day);
  const verdictMs = (await judgeDays(db, [earlier, patrols])) / patrols.length;
  const threads = createThreadPool<object, number>(
    new URL('./verify/measure-worker.ts', import.meta.url),
    { minThreads: THREADS, maxThreads: THREADS },
  );
  const ours = await timed(patrols, measure(db, threads), WARM.threads);
  await threads.destroy();
  const gridMs = await storeCells(db, patrols);
  const theirs = await timed(patrols, measureBySql(db), WARM.store);
  const { rows: counted } = await sql<{
    fixes: number;
  }>`select count(*) as fixes from fixes`.execute(db);
  return {
    bench: 'verify',
    patrols: patrols.length,
    fixesStored: counted[0]!.fixes,
    oursMsPerPatrol: round(ours.ms / patrols.length),
    threads: THREADS,
    parallel: PARALLEL,
    postgisMsPerPatrol: round(theirs.ms / patrols.length),
    ratio: round(theirs.ms / ours.ms),
    verdictMsPerPatrol: round(verdictMs),
    verdictRatio: round(theirs.ms / patrols.length / verdictMs),
    gridMs: round(gridMs),
    cityDayVerdictSeconds: round(
      (verdictMs * CITY.patrols + (gridMs / THREADS) * CITY.grids) / 1000,
    ),
    minutesDifferMedian: round(
      median(patrols.map((_, i) => Math.abs(ours.minutes[i]! - theirs.minutes[i]!))),
    ),
  };
}

/** Patrols measured before the clock starts: code is compiled and caches are filled. */
const WARM = { threads: 1_200, store: 240 };
/** Patrols measured side by side, in both ways. */
const PARALLEL = 4;
/** Threads that judge: as many as there are cores (JUDGE_THREADS of the service). */
const THREADS = availableParallelism();

type Patrol = { officer_id: number; id: number };

async function timed(
  patrols: readonly Patrol[],
  measureOne: (patrol: Patrol) => Promise<number>,
  warm: number,
) {
  const minutes: number[] = [];
  const measureAll = (count: number) => {
    const work = async (from: number) => {
      for (let i = from; i < count; i += PARALLEL)
        minutes[i % patrols.length] = await measureOne(patrols[i % patrols.length]!);
    };
    return Promise.all(Array.from({ length: PARALLEL }, (_, k) => work(k)));
  };
  // So that connections and threads are as warm as over a city-day, which is long.
  await measureAll(warm);
  const began = performance.now();
  await measureAll(patrols.length);
  return { ms: performance.now() - began, minutes };
}

/** The measures PostGIS is asked for, in threads, while the store reads for the next. */
function measure(db: Db, threads: ReturnType<typeof createThreadPool<object, number>>) {
  return async ({ officer_id, id }: Patrol): Promise<number> => {
    const frame = (await gatherPatrolFrame(db, officer_id, id))!;
    const { startMs } = frame.patrol;
    const endMs = frame.patrol.endMs!;
    const fixes = await readFixColumns(db, await handheldsOf(db, officer_id, startMs, endMs));
    return threads.run({ ...frame, patrol: { ...frame.patrol, endMs }, fixes });
  };
}

/**
 * The whole job as the service does it, of every patrol in the order they ended: facts, comparison with earlier and neighbouring tracks,
 * the verdict put on record. Returns the ms the last day takes, from its naming to its last verdict; the days before make the judge warm.
 * A day is named when the one before is judged, so nothing of it was read before the clock starts.
 */
async function judgeDays(db: Db, days: readonly (readonly Patrol[])[]): Promise<number> {
  let [left, onLast] = [0, () => {}];
  const judge = startJudge({
    db,
    now: Date.now,
    log: Fastify().log,
    threads: THREADS,
    onVerdict: () => {
      left -= 1;
      if (left === 0) onLast();
    },
  });
  let ms = 0;
  for (const day of days) {
    left = day.length;
    const judged = new Promise<void>((resolve) => {
      onLast = resolve;
    });
    const began = performance.now();
    await sql`
      insert into verdict_jobs (officer_id, patrol_id, due_at) select officer_id, id, end_time from patrols
      join unnest(${day.map((patrol) => patrol.officer_id)}::bigint[], ${day.map(({ id }) => id)}::bigint[]) as d (officer_id, id)
        using (officer_id, id)`.execute(db);
    judge.wake();
    await judged;
    ms = performance.now() - began;
  }
  await judge.close();
  return ms;
}

/**
 * The cells of every grid as polygons, which PostGIS cannot make itself; not part of what is timed. Returns the ms a grid takes to be
 * made ready for judging.
 */
async function storeCells(db: Db, patrols: readonly Patrol[]): Promise<number> {
  await sql`create table bench_cells (grid_id bigint, geom geometry(Polygon, 4326))`.execute(db);
  const { swathM } = defaultNorm().rules;
  const done = new Set<number>();
  let ms = 0;
  for (const { officer_id, id } of patrols) {
    const { grid } = (await gatherPatrolFrame(db, officer_id, id))!;
    if (done.has(grid.id)) continue;
    done.add(grid.id);
    gridGeometry({ polygon: grid.polygon }, swathM);
    const began = performance.now();
    const { cellIds } = gridGeometry({ polygon: grid.polygon }, swathM);
    ms += performance.now() - began;
    const shapes = cellIds.map((cell) => {
      const ring = ringOf(cell).map(([lng, lat]) => `${lng} ${lat}`);
      return `POLYGON((${[...ring, ring[0]!].join(',')}))`;
    });
    await sql`insert into bench_cells select ${grid.id}, ST_GeomFromText(g, 4326) from unnest(${shapes}::text[]) g`.execute(
      db,
    );
  }
  await sql`create index on bench_cells (grid_id)`.execute(db);
  await sql`analyze bench_cells`.execute(db);
  return ms / done.size;
}

/** Minutes inside the polygon from clipped segments, and the share of cells within the swath of the track, all in SQL. */
function measureBySql(db: Db) {
  const { swathM, maxGapS } = defaultNorm().rules;
  return async ({ officer_id, id }: Patrol): Promise<number> => {
    const { rows } = await sql<{ minutes: number; coverage: number }>`
      with patrol as (
        select p.start_time, p.end_time, p.grid_id, g.geom from patrols p
        join areas_at(p.start_time) g on g.area_id = p.grid_id
        where p.officer_id = ${officer_id} and p.id = ${id}
      ), points as (
        select f.position as a, lead(f.position) over w as b, f.device_time as t, lead(f.device_time) over w as u
        from patrol p
        join handheld_assignments h on h.officer_id = ${officer_id}
        join fixes f on f.handheld_id = h.handheld_id and f.device_time between p.start_time and p.end_time
          and f.session between p.start_time - interval '36 hours' and p.end_time + interval '36 hours'
        where f.marks = 0
        window w as (order by f.device_time)
      ), segments as (
        select ST_MakeLine(a, b) as line, extract(epoch from u - t) as seconds from points
        where b is not null and u - t <= make_interval(secs => ${maxGapS})
      ), inside as (
        select sum(seconds * case
          when ST_Length(line) > 0 then ST_Length(ST_Intersection(line, p.geom)) / ST_Length(line)
          else ST_Intersects(line, p.geom)::int end) / 60 as minutes
        from segments, patrol p
      ), swath as (
        select ST_Buffer(ST_MakeLine(a order by t)::geography, ${swathM})::geometry as area from points
      ), covered as (
        select avg(ST_Intersects(ST_Centroid(c.geom), s.area)::int) as coverage
        from bench_cells c join patrol p on p.grid_id = c.grid_id, swath s
      )
      select minutes::float8, coverage::float8 from inside, covered`.execute(db);
    return rows[0]!.minutes;
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
