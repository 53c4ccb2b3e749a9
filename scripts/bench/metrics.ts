import { type RawBuilder, sql } from 'kysely';
import { countUnits, findEdition, levelOf } from '../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../server/db/store/open.ts';
import { addDays } from '../../server/domain/metrics/periods.ts';
import {
  type Question,
  type RawQuestion,
  readQuestion,
} from '../../server/domain/metrics/question.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { answerMetrics } from '../../server/services/metrics/metric-answer.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

const FROM = '2026-01-01';
/** Cells of a grid of the benchmark: 0.25 km² at resolution 12. */
const CELLS = 800;
const RUNS = 5;

interface Size {
  name: string;
  grids: number;
  days: number;
  level: string;
  period: string;
  goalMs: number;
}

const SIZES: readonly Size[] = [
  { name: 'district-month', grids: 624, days: 30, level: 'grid', period: 'month', goalMs: 100 },
  { name: 'city-quarter', grids: 5811, days: 90, level: 'grid', period: 'quarter', goalMs: 1000 },
  {
    name: 'city-quarter by town',
    grids: 5811,
    days: 90,
    level: 'town',
    period: 'quarter',
    goalMs: 1000,
  },
];

/** A city, or district, of bare squares: towns of 50 grids, villages of 5. */
function world(grids: number) {
  const square = (x: number, y: number, w: number, h: number) => ({
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [x, y],
          [x + w, y],
          [x + w, y + h],
          [x, y + h],
          [x, y],
        ],
      ],
    ] as [number, number][][][],
  });
  const towns = Math.ceil(grids / 50);
  const at = (k: number) =>
    square(110 + (k % 50) * 0.005, 30 + Math.floor(k / 50) * 0.005, 0.005, 0.005);
  const area = (
    code: string,
    level: 'city' | 'town' | 'village' | 'grid',
    parentCode: string | null,
    geometry: ReturnType<typeof square>,
  ) => ({
    code,
    name: code,
    level,
    parentCode,
    gridType: level === 'grid' ? ('urban' as const) : null,
    geometry,
  });
  const list = <T>(n: number, make: (k: number) => T) =>
    Array.from({ length: n }, (_, k) => make(k));
  return {
    timeZone: 'Asia/Shanghai',
    areas: [
      area('C', 'city', null, square(110, 30, 0.25, 0.005 * towns)),
      ...list(towns, (k) => area(`T${k}`, 'town', 'C', square(110, 30 + k * 0.005, 0.25, 0.005))),
      ...list(Math.ceil(grids / 5), (k) =>
        area(`V${k}`, 'village', `T${Math.floor(k / 10)}`, at(k * 5)),
      ),
      ...list(grids, (k) => area(`G${k}`, 'grid', `V${Math.floor(k / 5)}`, at(k))),
    ],
    officers: list(grids, (k) => ({
      code: `O${k}`,
      name: `O${k}`,
      category: 'full-time' as const,
      gridCode: `G${k}`,
    })),
    handhelds: [],
    categories: [],
    windows: [],
  };
}

/** Two judged patrols a grid and day, and their roll-ups, written by SQL from one pattern; folding them is not what is measured. */
async function fill(db: Db, days: number): Promise<void> {
  const run = (query: RawBuilder<unknown>) => query.execute(db);
  await run(sql`insert into cell_sets (grid_id, grid_version, swath_m, cells, weights)
    select area_id, 1, 25, array_fill(0::bigint, array[${sql.lit(CELLS)}]), array_fill(10000::smallint, array[${sql.lit(CELLS)}])
    from area_versions where level = 'grid'`);
  await run(sql`insert into patrols (officer_id, grid_id, origin, start_time, end_time)
    select a.officer_id, a.area_id, 'declared', t, t + interval '2 hours'
    from officer_assignments a
    cross join generate_series(0, ${days}::int - 1) d
    cross join (values (interval '1 hour'), (interval '7 hours')) as h (at)
    cross join lateral (select ${FROM}::timestamptz + d * interval '1 day' + h.at as t) s`);
  await run(sql`insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set,
      grid_version, norm_id, norm_version, rule_set, body)
    select officer_id, id, 1, end_time, case when id % 7 = 0 then 'incomplete' else 'completed' end, 100 + id % 30,
      (id % 100) / 100.0, 'x', 1, 1, 1, 'bench', jsonb_build_object('measures', jsonb_build_object(
        'distanceM', jsonb_build_object('best', 5000 + id % 1000), 'gapMin', id % 5), 'checkpoints', '[]'::jsonb,
        'signals', '[]'::jsonb)
    from patrols`);
  await run(sql`insert into rollup_editions values (1, now())`);
  await run(sql`update rollup_clock set edition = 1`);
  await run(sql`insert into day_rollups (officer_id, grid_id, edition, village_id, town_id, city_id, norm_id, day, norm_version,
      cell_set_id, duty_days, on_duty_days, leave_days, patrols_required, patrols_done, completed, incomplete, suspicious,
      unverifiable, recognised, required_s, effective_s, joint_s, help_s, span_s, gap_s, distance_m, coverage_e4,
      checkpoints_visited, checkpoints_required, weak_signals, strong_signals, contested, overridden, outcome, digest, seen)
    select p.officer_id, p.grid_id, 1, v.parent_id, t.parent_id, c.parent_id, 1,
      (p.start_time at time zone 'Asia/Shanghai')::date, 1, s.id, 1, 1, 0, 2,
      count(*) filter (where r.outcome = 'completed'), count(*) filter (where r.outcome = 'completed'),
      count(*) filter (where r.outcome = 'incomplete'), 0, 0, 0, 14400, sum(r.effective_min * 60), 0, 0, 14400,
      sum((r.body #>> '{measures,gapMin}')::float8 * 60), sum((r.body #>> '{measures,distanceM,best}')::float8),
      sum(round(r.coverage::numeric * 10000)), 0, 0, 0, 0, 0, 0, 'completed', 'bench',
      (repeat(lpad((max(p.id) % 1024)::int::bit(10)::text, 10, '0'), ${sql.lit(CELLS / 10)}))::bit varying
    from patrols p join verdicts r on r.officer_id = p.officer_id and r.patrol_id = p.id
    join area_versions v on v.area_id = p.grid_id join area_versions t on t.area_id = v.parent_id
    join area_versions c on c.area_id = t.parent_id join cell_sets s on s.grid_id = p.grid_id
    group by p.officer_id, p.grid_id, v.parent_id, t.parent_id, c.parent_id, s.id,
      (p.start_time at time zone 'Asia/Shanghai')::date`);
  await run(
    sql`update day_rollups set signals = '{"frozen": 1, "teleport": 2}' where grid_id % 20 = 0`,
  );
  await run(sql`insert into ground_days (grid_id, edition, village_id, town_id, city_id, officers, cell_weight, stale_weight_days,
      unseen_weight, day, stale_max_days, comb_windows, comb_met, comb_coverage_e4, checkpoints_due, checkpoints_met)
    select grid_id, 1, village_id, town_id, city_id, array[officer_id], ${sql.lit(CELLS * 10_000)},
      ${sql.lit(CELLS * 10_000)} * (officer_id % 5), 0, day, officer_id % 20, 1, officer_id % 2, 9000, 3, 2
    from day_rollups`);
  await run(sql`vacuum analyze`);
}

/** The same sums from the verdicts by SQL: latest version, local day, joined and grouped; without the union of cells. */
const fromVerdicts = (db: Db, to: string, level: string) =>
  sql`
  select ${level === 'town' ? sql`t.parent_id` : sql`p.grid_id`} as unit, count(*) as judged,
    count(*) filter (where v.outcome = 'completed') as done, sum(v.effective_min) as effective_min, avg(v.coverage) as coverage,
    sum((v.body #>> '{measures,distanceM,best}')::float8) as distance_m,
    1 - sum((v.body #>> '{measures,gapMin}')::float8) * 60 / sum(extract(epoch from p.end_time - p.start_time)) as completeness
  from patrols p
  join lateral (select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id
    order by version desc limit 1) v on true
  join area_versions g on g.area_id = p.grid_id and g.valid_from <= p.start_time
    and (g.valid_to is null or p.start_time < g.valid_to)
  join area_versions t on t.area_id = g.parent_id
  where p.start_time >= ${FROM}::timestamp at time zone 'Asia/Shanghai'
    and p.start_time < ${to}::timestamp at time zone 'Asia/Shanghai'
  group by 1 order by 1`.execute(db);

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.round(median(times));
}

/** A month of a district and a quarter of a city from the roll-ups, as the API answers it, beside SQL over raw verdicts in the same run. */
export default (): Promise<void> => withPostgres(bench);

async function bench(server: string): Promise<void> {
  for (const grids of new Set(SIZES.map((size) => size.grids)))
    await withStore(
      server,
      async (db) => {
        await seedWorld(db, world(grids), { from: new Date('2025-01-01T00:00:00Z') });
        const sizes = SIZES.filter((size) => size.grids === grids);
        await fill(db, sizes[0]!.days);
        for (const size of sizes) await measure(db, size);
      },
      { connections: 4 },
    );
}

async function measure(db: Db, size: Size): Promise<void> {
  const to = addDays(FROM, size.days);
  const raw: RawQuestion = { level: size.level, period: size.period, from: FROM, to };
  const question = readQuestion(raw) as Question;
  const top = await db
    .selectFrom('areas')
    .select('id')
    .where('code', '=', 'C')
    .executeTakeFirstOrThrow();
  const moment = new Date().toISOString();
  const ask = async () => {
    const edition = (await findEdition(db))!;
    const units = await countUnits(db, { level: question.level, areaId: top.id, moment });
    const within = [{ id: top.id, level: await levelOf(db, top.id) }];
    return JSON.stringify(await answerMetrics(db, question, { edition, within, units }));
  };
  const firstMs = await once(ask);
  const ms = await medianMs(ask);
  const verdictsMs = await medianMs(() => fromVerdicts(db, to, size.level));
  const line = {
    bench: 'metrics',
    what: size.name,
    grids: size.grids,
    days: size.days,
    patrols: size.grids * size.days * 2,
    firstMs,
    ms,
    goalMs: size.goalMs,
    reference: 'sums by SQL from raw verdicts, without union coverage',
    referenceMs: verdictsMs,
    timesFaster: Math.round((verdictsMs / ms) * 10) / 10,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
