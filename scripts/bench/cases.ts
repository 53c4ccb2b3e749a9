import { sql } from 'kysely';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { type CaseFilter, countOpenCases } from '../../server/db/cases/list.ts';
import { iso } from '../../server/db/store/moments.ts';
import type { Db } from '../../server/db/store/open.ts';
import { watchDeadlines } from '../../server/jobs/cases/watch-deadlines.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { listCases } from '../../server/services/cases/list-cases.ts';
import { buildWorld } from '../simulator/world/world.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';
import { cpuSecondsOfPids } from './support/processes.ts';

/** What Luqiao's officers and residents report in a year. */
const CASES = 1_267_000;
const NOW = Date.UTC(2026, 11, 31, 2);
/** Share of the cases of the last days that have not ended. */
const OPEN_SHARE = 0.02;
const RUNS = 7;
/** A year of cases is put in by one statement. */
const FILL_MAX_MS = 600_000;
const PAGE_GOAL_MS = 200;
const WATCH_GOAL_MS = 1_000;

/** A year of cases spread over the district's grids; the last ones are open, each due five days after it was opened. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into cases (incident_id, category, severity, points, position, grid_id, area_ids, levels, opened_at, version,
      recorded_version, state, level, area_id, changed_at, ended_at, phase, yellow_at, due_at, yellow_card_at, red_card_at, late)
    select 'sim-' || n, k.codes[1 + n % cardinality(k.codes)], 'minor', 1, ST_SetSRID(ST_MakePoint(121.3 + (n % 997) * 1e-4, 28.5 + (n % 991) * 1e-4), 4326),
      g.area_ids[1], g.area_ids, g.levels, o.at, 3, 3,
      case when n <= ${CASES * OPEN_SHARE} then (array['reported', 'accepted', 'dispatched', 'in-hand', 'handled'])[1 + n % 5] else 'closed' end,
      'grid', g.area_ids[1], o.at, case when n > ${CASES * OPEN_SHARE} then o.at + interval '2 days' end, 'close',
      o.at + interval '4 days', case when n <= ${CASES * OPEN_SHARE} then o.at + interval '5 days' end, o.at + interval '5 days',
      o.at + interval '6 days', n % 20 = 0
    from generate_series(1, ${CASES}) n
    cross join (select array_agg(code order by code) as codes from incident_categories) k
    cross join lateral (select ${iso(NOW)}::timestamptz - n * (interval '365 days' / ${CASES}) as at) o
    join (
      select row_number() over (order by g.area_id) - 1 as place, array[g.area_id, v.area_id, t.area_id, d.area_id] as area_ids,
        array[g.level, v.level, t.level, d.level] as levels
      from area_versions g join area_versions v on v.area_id = g.parent_id join area_versions t on t.area_id = v.parent_id
      join area_versions d on d.area_id = t.parent_id where g.level = 'grid'
    ) g on g.place = (n * 7919::bigint) % (select count(*) from area_versions where level = 'grid')`.execute(
    db,
  );
  await sql`vacuum analyze cases`.execute(db);
}

const tenths = (value: number) => Math.round(value * 10) / 10;

/** Processor time of this process and of the store's, where that runs on this machine, ms. */
async function cpuMs(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database()`.execute(db);
  const { system, user } = process.cpuUsage();
  return (system + user) / 1000 + cpuSecondsOfPids(rows.map(({ pid }) => pid)) * 1000;
}

async function timed(
  db: Db,
  [name, goalMs]: [name: string, goalMs: number],
  work: () => Promise<unknown>,
): Promise<void> {
  const ms: number[] = [];
  const before = await cpuMs(db);
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    ms.push(performance.now() - start);
  }
  const cpu = tenths(((await cpuMs(db)) - before) / RUNS);
  const [middle, most] = [median(ms), Math.max(...ms)].map(tenths);
  process.stdout.write(
    `${JSON.stringify({ bench: 'cases', name, cases: CASES, medianMs: middle, mostMs: most, cpuMs: cpu, goalMs, ok: most! < goalMs })}\n`,
  );
}

/** Pages of the board and a minute of the deadline watch over a year of cases of a district. */
export default (): Promise<void> =>
  withPostgres((server) => withStore(server, bench, { queryTimeoutMs: FILL_MAX_MS }));

async function bench(db: Db): Promise<void> {
  const world = buildWorld({ scenario: 'luqiao', scale: 1 });
  await seedWorld(db, world, { from: new Date(0) });
  await fill(db);
  const areaOf = async (level: string) => {
    const { rows } = await sql<{ id: number }>`
      select area_id as id from area_versions where level = ${level} order by area_id limit 1`.execute(
      db,
    );
    return rows[0]!.id;
  };
  const [district, town, village] = [
    await areaOf('district'),
    await areaOf('town'),
    await areaOf('village'),
  ];
  const page = (filter: Partial<CaseFilter>) => () =>
    listCases(db, { nowMs: NOW, within: district, limit: 100, ...filter });
  await timed(db, ['newest of the district', PAGE_GOAL_MS], page({}));
  await timed(db, ['open of the district', PAGE_GOAL_MS], page({ open: true }));
  await timed(db, ['a column of the board', PAGE_GOAL_MS], page({ states: ['in-hand'] }));
  await timed(db, ['red, due first', PAGE_GOAL_MS], page({ lights: ['red'], order: 'due' }));
  await timed(db, ['red that ended', PAGE_GOAL_MS], page({ lights: ['red'], open: false }));
  await timed(db, ['of a town', PAGE_GOAL_MS], page({ within: town }));
  await timed(
    db,
    ['of a village, closed', PAGE_GOAL_MS],
    page({ within: village, states: ['closed'] }),
  );
  await timed(db, ['a year back', PAGE_GOAL_MS], page({ toMs: NOW - 364 * 86_400_000 }));
  // Of what is rare or not there at all, a page would else be looked for through the whole year.
  await timed(db, ['withdrawn', PAGE_GOAL_MS], page({ states: ['withdrawn'] }));
  await timed(db, ['at the town', PAGE_GOAL_MS], page({ levels: ['town'] }));
  await timed(db, ['severe', PAGE_GOAL_MS], page({ severities: ['severe'] }));
  await timed(db, ['of an officer', PAGE_GOAL_MS], page({ officerId: 1 }));
  await timed(db, ['with a card', PAGE_GOAL_MS], page({ cards: true }));
  await timed(db, ['by the incident', PAGE_GOAL_MS], page({ q: 'sim-100000' }));
  await timed(db, ['by the category', PAGE_GOAL_MS], page({ q: world.categories[0]!.nameZh }));
  await timed(db, ['by words that nothing has', PAGE_GOAL_MS], page({ q: 'nowhere' }));
  await timed(db, ['counts of the board', PAGE_GOAL_MS], () =>
    countOpenCases(db, { nowMs: NOW, within: district }),
  );
  let now = NOW;
  // What went over before is told of at once; then a minute at a time.
  await watchDeadlines({ db, now: () => now, onCases() {} });
  await timed(db, ['a minute of the deadline watch', WATCH_GOAL_MS], () => {
    now += MINUTE_MS;
    return watchDeadlines({ db, now: () => now, onCases() {} });
  });
}
