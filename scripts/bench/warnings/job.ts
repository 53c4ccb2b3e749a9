import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { cellToBigint } from '../../../server/contract/areas/cell.ts';
import type { IncidentInput } from '../../../server/contract/people/provision.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import {
  DEFAULT_THRESHOLDS,
  type WarningThresholds,
} from '../../../server/contract/warnings/thresholds.ts';
import { topCategories, touchedDays, watchedAreas } from '../../../server/db/risk/days.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { WHOLE_DAY_SHARE } from '../../../server/domain/risk/looks.ts';
import { SEVERE_METHOD } from '../../../server/domain/risk/to-finding.ts';
import { localDayAt } from '../../../server/domain/time/local-time.ts';
import { findSevere } from '../../../server/jobs/risk/find-risk.ts';
import { createRiskRun } from '../../../server/jobs/risk/risk.ts';
import { tryThresholds } from '../../../server/jobs/risk/try-thresholds.ts';
import { createRiskWatch, groundOf } from '../../../server/jobs/risk/watch.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { incidentsOf, plantHotSpots, type SimIncident } from '../../simulator/reports/incidents.ts';
import { buildWorld } from '../../simulator/world/world.ts';
import { median } from '../support/median.ts';
import { withStore } from '../support/own-postgres.ts';
import { DAYS, FROM_MS } from './year.ts';

const PAGE = 20_000;
/** Days run one after the other at the end, as in service. */
const RUNS = 10;
/** A report that comes so late is followed too. */
const LATE_D = 20;
/** Every severe incident a warning, to compare with. */
const ONE_BY_ONE: WarningThresholds = {
  ...DEFAULT_THRESHOLDS,
  severe: [{ level: 'yellow', count: 1, recurrenceD: 0 }],
};
/** The event loop is watched so long with nothing to do, to compare with. */
const IDLE_MS = 5_000;

/** Stores incidents as they are, past the entrance: what is measured comes after it. */
async function fill(db: Db, incidents: readonly SimIncident[], gridId: Map<string, number>) {
  const of = <T>(read: (incident: SimIncident) => T) => incidents.map(read);
  await sql`
    insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
    select id, category, severity, found_by, ST_SetSRID(ST_MakePoint(lng, lat), 4326), cell, f, t, grid
    from unnest(${of(({ id }) => id)}::text[], ${of(({ category }) => category)}::text[],
      ${of(({ severity }) => severity)}::text[], ${of(({ foundBy }) => foundBy)}::text[],
      ${of(({ position }) => position.lng)}::float8[], ${of(({ position }) => position.lat)}::float8[],
      ${of(({ position }) => cellToBigint(cellOf(position)).toString())}::bigint[],
      ${of(({ fromMs }) => new Date(fromMs).toISOString())}::timestamptz[],
      ${of(({ toMs }) => new Date(toMs).toISOString())}::timestamptz[],
      ${of(({ gridCode }) => gridId.get(gridCode)!)}::bigint[])
      as i (id, category, severity, found_by, lng, lat, cell, f, t, grid)`.execute(db);
}

/**
 * The risk job on PostgreSQL (DATABASE_URL): a year read and scanned day by day in the job's thread, then days run as in service; and the
 * longest the server's event loop stood still meanwhile.
 */
export async function benchJob(): Promise<object> {
  const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  return withStore(server, measure, { connections: 4 });
}

async function measure(db: Db): Promise<object> {
  const world = buildWorld({ scenario: 'luqiao', seed: 'warnings job' });
  await seedWorld(
    db,
    { ...world, officers: [], handhelds: [] },
    { from: new Date(FROM_MS - DAY_MS) },
  );
  const areas = await db.selectFrom('areas').select(['id', 'code']).execute();
  const gridId = new Map(areas.map(({ id, code }) => [code, id]));
  const untilMs = FROM_MS + DAYS * DAY_MS;
  const hotSpots = plantHotSpots(world, FROM_MS, untilMs);
  let page: SimIncident[] = [];
  let reports = 0;
  for (const incident of incidentsOf(world, hotSpots, FROM_MS, untilMs)) {
    page.push(incident);
    reports += 1;
    if (page.length < PAGE) continue;
    await fill(db, page, gridId);
    page = [];
  }
  await fill(db, page, gridId);
  await sql`insert into risk_days (day) select distinct (occurred_to at time zone 'UTC')::date from incidents`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);

  const stall = monitorEventLoopDelay({ resolution: 5 });
  // What the machine itself does to a process that waits.
  stall.enable();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const idleStallMs = stalled(stall);
  const year = await scanYear(db, untilMs);
  const yearStallMs = stalled(stall);
  const service = await runDays(db, untilMs);
  const incrementStallMs = stalled(stall);
  const trial = await tryOthers(db, untilMs);
  stall.disable();
  return {
    bench: 'warnings',
    what: 'risk job on PostgreSQL',
    reports,
    ...year,
    ...service,
    trial,
    eventLoop: { idleStallMs, yearStallMs, incrementStallMs, trialStallMs: stalled(stall) },
  };
}

/** How long the event loop stood still since last asked. */
function stalled(stall: IntervalHistogram) {
  const found = { p99: round(stall.percentile(99)), max: round(stall.max) };
  stall.reset();
  return found;
}

const round = (ns: number) => Math.round(ns / 1e5) / 10;

/** Reads the whole year into the thread and scans every day of it. */
async function scanYear(db: Db, untilMs: number) {
  const watch = createRiskWatch(db);
  const [area] = await watchedAreas(db, untilMs);
  const ground = groundOf(area!, await topCategories(db));
  const today = localDayAt(untilMs - 1, ground.timeZone);
  const started = performance.now();
  await watch.follow(ground, await touchedDays(db, FROM_MS), untilMs - 1, DAYS);
  const readMs = performance.now() - started;
  const dayMs: number[] = [];
  for (let day = today - DAYS + 1; day <= today; day++) {
    const from = performance.now();
    await watch.scan(ground, day, 30, WHOLE_DAY_SHARE);
    dayMs.push(performance.now() - from);
  }
  const yearMs = performance.now() - started;
  await watch.close();
  dayMs.sort((a, b) => a - b);
  return {
    readMs: Math.round(readMs),
    yearMs: Math.round(yearMs),
    goalYearMs: 30_000,
    scanMs: { median: Math.round(median(dayMs)), max: Math.round(dayMs.at(-1)!) },
  };
}

/** Runs the job of days one after the other, findings put on record: the first reads what it needs, one more follows a late report. */
async function runDays(db: Db, untilMs: number) {
  let now = untilMs - RUNS * DAY_MS - 2 * HOUR_MS;
  const job = createRiskRun({ db, now: () => now, everyMin: 60 });
  const [area] = await watchedAreas(db, untilMs);
  const ground = groundOf(area!, await topCategories(db));
  const timed = async () => {
    const started = performance.now();
    await job.run();
    return performance.now() - started;
  };
  const runMs: number[] = [];
  let oneByOne = 0;
  for (let k = 0; k < RUNS; k++, now += DAY_MS) {
    runMs.push(await timed());
    oneByOne += (await findSevere(db, ground, now, ONE_BY_ONE)).length;
  }
  const aDay = { ...(await countADay(db, now)), severeWarningsOneByOne: oneByOne / RUNS };
  await putIncidents(db, [await reportOf(db, now - LATE_D * DAY_MS)]);
  const lateMs = await timed();
  await job.close();
  const [first, ...rest] = runMs;
  rest.sort((a, b) => a - b);
  return {
    startMs: Math.round(first!),
    incrementMs: {
      median: Math.round(median(rest)),
      max: Math.round(rest.at(-1)!),
    },
    goalIncrementMs: 2_000,
    lateReport: { daysAgo: LATE_D, runMs: Math.round(lateMs) },
    aDay,
  };
}

/** Other thresholds tried on the last days, as an administrator does before publishing them. */
async function tryOthers(db: Db, untilMs: number) {
  const [areas, cpu, started] = [
    await watchedAreas(db, untilMs),
    process.cpuUsage(),
    performance.now(),
  ];
  const { incidents, inForce, proposed } = await tryThresholds(db, {
    ...{ areas, nowMs: untilMs, thresholds: ONE_BY_ONE },
  });
  const { system, user } = process.cpuUsage(cpu);
  return {
    ms: Math.round(performance.now() - started),
    cpuMs: Math.round((system + user) / 1_000),
    incidents,
    raised: { inForce: inForce.raised, proposed: proposed.raised },
  };
}

/** Severe incidents and warnings a day in the days run. */
async function countADay(db: Db, toMs: number) {
  const [from, to] = [toMs - RUNS * DAY_MS, toMs].map((ms) => new Date(ms).toISOString());
  const { rows } = await sql<{ incidents: number; severe: number; others: number }>`
    select (select count(*) from incidents where severity = 'severe' and occurred_to >= ${from} and occurred_to < ${to})::int as incidents,
      (count(*) filter (where head ->> 'method' = ${SEVERE_METHOD}))::int as severe,
      (count(*) filter (where head ->> 'method' <> ${SEVERE_METHOD}))::int as others
    from warnings`.execute(db);
  const { incidents, others, severe } = rows[0]!;
  return {
    severeIncidents: incidents / RUNS,
    severeWarnings: severe / RUNS,
    otherWarnings: others / RUNS,
  };
}

/** A report like one there is, that nobody knew of. */
async function reportOf(db: Db, atMs: number): Promise<IncidentInput> {
  const from = new Date(atMs).toISOString();
  const { rows } = await sql<{ category: string; lng: number; lat: number }>`
    select category, ST_X(position) as lng, ST_Y(position) as lat from incidents
    where occurred_to >= ${from} order by occurred_to limit 1`.execute(db);
  const { category, ...position } = rows[0]!;
  return { id: 'late', category, severity: 'minor', foundBy: 'reported', position, from };
}
