import { sql } from 'kysely';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { minuteTracks, patrolsSince, watchRoster } from '../../server/db/alerts/watch-facts.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import type { Db } from '../../server/db/store/open.ts';
import { type Fix, UNTOLD } from '../../server/domain/entrance/fix.ts';
import { createNormWatch } from '../../server/jobs/alerts/watch-norms.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

const OFFICERS = 11_000;
const GRIDS = 5_811;
/** Share of the officers on patrol at once, and for how long. */
const WALKING = 5_000;
const WALKED_MIN = 100;
/** Tracks read back at once after a start. */
const BATCH = 200;
const RUNS = 7;
/** 10:00 in Shanghai on a Monday. */
const NOW = Date.UTC(2026, 5, 1, 2);
const SIDE_DEG = 0.004;

/** A city of square grids in towns of 50, two officers to most grids, each with a patrol of yesterday judged and one of today. */
async function fill(db: Db): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(
    `insert into areas (id, code) select k, 'A' || k from generate_series(1, ${GRIDS + 200}) k`,
  );
  const version = (ids: string, level: string, parent: string, box: string) =>
    run(`insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from)
      select k, 1, ${parent}, '${level}', 'A' || k, ${level === 'grid' ? "'urban'" : 'null'}, 'Asia/Shanghai',
        ST_Multi(${box}), '2025-01-01' from ${ids} k`);
  const whole = 'ST_MakeEnvelope(110, 30, 111, 31, 4326)';
  await version(`generate_series(${GRIDS + 200}, ${GRIDS + 200})`, 'city', 'null', whole);
  await version(`generate_series(${GRIDS + 1}, ${GRIDS + 199})`, 'town', `${GRIDS + 200}`, whole);
  await version(
    `generate_series(1, ${GRIDS})`,
    'grid',
    `${GRIDS + 1} + k / 50`,
    `ST_Buffer(ST_SetSRID(ST_MakePoint(110 + (k % 100) * ${SIDE_DEG}, 30 + (k / 100) * ${SIDE_DEG}), 4326), ${SIDE_DEG / 2}, 16)`,
  );
  await run(`insert into officers (id, code, name, category)
    select k, 'O' || k, 'O' || k, case when k % 6 = 0 then 'full-time' else 'part-time' end from generate_series(1, ${OFFICERS}) k`);
  await run(`insert into officer_assignments (officer_id, area_id, valid_from)
    select k, 1 + k % ${GRIDS}, '2025-01-01' from generate_series(1, ${OFFICERS}) k`);
  await run(
    `insert into handhelds (id, code, secret_hash, datum) select k, 'H' || k, '', 'wgs84' from generate_series(1, ${OFFICERS}) k`,
  );
  await run(
    `insert into handheld_assignments (handheld_id, officer_id, valid_from) select k, k, '2025-01-01' from generate_series(1, ${OFFICERS}) k`,
  );
  await run(
    `insert into norms (id, area_id, officer_category, name) values (1, ${GRIDS + 200}, 'full-time', 'a'), (2, ${GRIDS + 200}, null, 'b')`,
  );
  await sql`insert into norm_versions (norm_id, version, rules, valid_from)
    select n, 1, ${JSON.stringify(RULES)}::jsonb, '2025-01-01' from generate_series(1, 2) n`.execute(
    db,
  );
  await run(`insert into patrols (officer_id, grid_id, origin, start_time, end_time)
    select k, 1 + k % ${GRIDS}, 'declared', t, case when h = 1 or k > ${WALKING} then t + interval '2 hours' end
    from generate_series(1, ${OFFICERS}) k cross join (values (0, interval '-20 hours'), (1, interval '-100 minutes')) as d (n, ago)
    cross join lateral (select to_timestamp(${NOW / 1000}) + ago as t, 1 - n as h) s where k <= ${WALKING} or n = 0`);
  await run(`insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set, grid_version, norm_id, norm_version, rule_set, body)
    select officer_id, id, 1, end_time, 'completed', 120, 0.6, 'x', 1, 1, 1, 'bench', '{}' from patrols where end_time is not null`);
  await createFixPartitions(db).ensure([NOW]);
  await run(`insert into fixes (handheld_id, session, seq, device_time, receive_time, cell, accuracy_m, position)
    select k, to_timestamp(${(NOW - WALKED_MIN * MINUTE_MS) / 1000}), s, to_timestamp(${(NOW - WALKED_MIN * MINUTE_MS) / 1000} + s * 5), now(), 1, 6,
      ST_Point(110 + s * 1e-6, 30, 4326)
    from generate_series(1, ${BATCH}) k cross join generate_series(0, ${WALKED_MIN * 12 - 1}) s`);
  await run('vacuum analyze');
}

const RULES = {
  patrolsPerDay: 2,
  minutesPerPatrol: 120,
  coveragePerPatrol: 0.5,
  periodDays: 7,
  coveragePerPeriod: 0.9,
  windows: [
    { from: '07:30', to: '10:00' },
    { from: '14:00', to: '17:30' },
  ],
  minRestMinutes: 30,
  checkpoints: [],
  checkpointsOrdered: false,
  dutyDays: [1, 2, 3, 4, 5, 6, 7],
  dutyHours: { from: '00:00', to: '23:59' },
  dutyGraceMinutes: 30,
  maxAccuracyM: 60,
  maxGapS: 180,
  idleAllowanceMinutes: 20,
  vehicleSpeedMps: 4,
  swathM: 25,
  lateUploadHours: 72,
};

const fixAt = (officer: number, t: number): Fix => {
  const grid = 1 + (officer % GRIDS);
  const minute = Math.floor(t / MINUTE_MS);
  // One in fifty stands still, one in fifty is far outside.
  const stepM = officer % 50 === 0 ? 0 : 60;
  const away = officer % 50 === 1 ? 0.01 : 0;
  return {
    handheldId: officer,
    session: NOW,
    seq: 0,
    t,
    receivedMs: t,
    ...UNTOLD,
    lng: 110 + (grid % 100) * SIDE_DEG + (((minute * stepM) % 200) - 100) / 1e5,
    lat: 30 + Math.floor(grid / 100) * SIDE_DEG + away,
    accuracyM: 6,
  };
};

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: Math.round(performance.now() - start), result };
}

/** One look at a city of 11,000 officers by their norms, 5,000 of them 100 minutes into a patrol. */
export default (): Promise<void> =>
  withPostgres((server) => withStore(server, bench, { connections: 4 }));

async function bench(db: Db): Promise<void> {
  await fill(db);
  let now = NOW;
  const watch = createNormWatch({ db, now: () => now, log: console, onAlert: () => {} });
  const heapBefore = process.memoryUsage().heapUsed;
  for (let officer = 1; officer <= WALKING; officer++)
    for (let minute = WALKED_MIN; minute > 0; minute--)
      watch.observe(officer, [fixAt(officer, NOW - minute * MINUTE_MS)]);
  const heapMb = Math.round((process.memoryUsage().heapUsed - heapBefore) / 1e6);
  const first = await timed(watch.tick);
  const ticks: number[] = [];
  const cpus: number[] = [];
  for (let k = 0; k < RUNS; k++) {
    now += MINUTE_MS / 2;
    for (let officer = 1; officer <= WALKING; officer++)
      watch.observe(officer, [fixAt(officer, now)]);
    const cpu = process.cpuUsage();
    ticks.push((await timed(watch.tick)).ms);
    cpus.push(Math.round(process.cpuUsage(cpu).user / 1000));
  }
  const query = await timed(() => patrolsSince(db, now - 36 * 60 * MINUTE_MS));
  const roster = await timed(() => watchRoster(db, now));
  const officerIds = Array.from({ length: BATCH }, (_, k) => k + 1);
  const read = await timed(() =>
    minuteTracks(db, { officerIds, fromMs: now - 6 * 60 * MINUTE_MS, toMs: now }),
  );
  process.stdout.write(
    `${JSON.stringify({
      bench: 'norm-alerts',
      officers: OFFICERS,
      walking: WALKING,
      tickMs: median(ticks),
      tickCpuMs: median(cpus),
      tickWorstMs: Math.max(...ticks),
      firstTickMs: first.ms,
      raisedAtFirst: first.result.length,
      patrolQueryMs: query.ms,
      rosterMs: roster.ms,
      readBackMs: read.ms,
      readBackOfficers: BATCH,
      tracksHeapMb: heapMb,
    })}\n`,
  );
}
