import { sql } from 'kysely';
import pino from 'pino';
import { METRIC_LEVELS, type MetricLevel } from '../../server/contract/metrics.ts';
import { answerMetrics } from '../../server/db/metric-answer.ts';
import { countUnits, findEdition, placeOf } from '../../server/db/metric-groups.ts';
import type { Db } from '../../server/db/open.ts';
import { countRollupJobs, nameGridDays } from '../../server/db/rollup-jobs.ts';
import { countVerdictJobs } from '../../server/db/verdict-jobs.ts';
import { daysBetween } from '../../server/domain/metrics/periods.ts';
import { rollUpDue } from '../../server/jobs/rollup.ts';
import { DAY_MS, midnightBefore } from '../simulator/calendar.ts';
import { judgeWaiting } from '../simulator/judge-waiting.ts';
import { sideBySide } from '../simulator/side-by-side.ts';
import { storeWalks } from '../simulator/store-walks.ts';
import { createWalkPool } from '../simulator/walk-pool.ts';
import type { World } from '../simulator/world.ts';
import { checkFixes, type FixCheck } from './check-fixes.ts';
import { type Comparison, compareFigures } from './compare.ts';
import { planMonth } from './plan.ts';
import { prepareMonth } from './prepare.ts';
import { createProgress } from './progress.ts';
import { type Month, prepareRecomputation, recompute } from './recompute.ts';

export interface MonthOptions {
  db: Db;
  world: World;
  /** Local days from `from` to before `to`. */
  from: string;
  to: string;
  /** Seconds between the fixes of a handheld. */
  intervalS: number;
  /** Every how manyth patrol is set against its fixes. */
  checkEvery: number;
  /** Threads that walk and judge; with none, it is done on the caller's own. */
  threads?: number;
  signal?: AbortSignal;
  step: (text: string) => void;
}

export interface MonthReport {
  patrols: number;
  levels: Partial<Record<MetricLevel, Comparison>>;
  fixes: FixCheck;
}

/**
 * Walks, judges and rolls up a deployment's days under its preset, then sets the service's figures at every level against a
 * recomputation in plain SQL. Goes on where an earlier run on the same store stopped.
 */
export async function runMonth(options: MonthOptions): Promise<MonthReport> {
  const { db, world, from, to, step, signal } = options;
  const month: Month = { scenario: world.scenario, timeZone: world.timeZone, from, to };
  const beginMs = midnightBefore(Date.parse(`${from}T12:00:00Z`), world.timeZone);
  await prepareMonth(db, world, new Date(beginMs - 30 * DAY_MS));
  await walk(options, beginMs);
  await judge(options);
  await rollUp(options);
  step('recomputing by SQL ...');
  await prepareRecomputation(db, month);
  const levels: MonthReport['levels'] = {};
  for (const level of METRIC_LEVELS) {
    if (level !== 'officer' && !world.areas.some((area) => area.level === level)) continue;
    signal?.throwIfAborted();
    levels[level] = compareFigures(await answer(options, level), await recompute(db, level));
    step(`${level}: ${levels[level].rows} rows, ${levels[level].differences.length} differences`);
  }
  const { count } = await db
    .selectFrom('patrols')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { patrols: count, levels, fixes: await checkFixes(db, month, options.checkEvery) };
}

async function walk(
  { db, world, from, to, intervalS, threads, signal, step }: MonthOptions,
  beginMs: number,
) {
  const { rows } = await sql<{ code: string; start_ms: number }>`
    select o.code, (extract(epoch from p.start_time) * 1000)::float8 as start_ms
    from patrols p join officers o on o.id = p.officer_id where p.end_time is not null`.execute(db);
  const stored = new Set(rows.map((row) => `${row.code} ${row.start_ms}`));
  const plans = planMonth(world, beginMs, daysBetween(from, to)).filter(
    ({ handheld, startMs }) => !stored.has(`${handheld.officerCode} ${startMs}`),
  );
  const pool = createWalkPool(world, threads ?? 0);
  const onProgress = progress(step, 'patrols walked', plans.length);
  try {
    await storeWalks({ db, world, plans, nowMs: Date.now(), intervalS, pool, signal, onProgress });
  } finally {
    await pool.close();
  }
}

async function judge({ db, threads, signal, step }: MonthOptions) {
  const onProgress = progress(step, 'patrols judged', await countVerdictJobs(db));
  await judgeWaiting(db, { threads, signal, onProgress });
}

async function rollUp({ db, from, to, signal, step }: MonthOptions) {
  const log = pino({ level: 'warn' });
  await nameGridDays(db, { from, until: to, now: Date.now(), missing: true });
  const tell = progress(step, 'grid days rolled up', await countRollupJobs(db));
  let done = 0;
  // While the days of one batch are stored, those of another are folded.
  await sideBySide(2, async () => {
    signal?.throwIfAborted();
    const worked = await rollUpDue({ db, now: Date.now, log });
    done += worked;
    if (worked > 0) tell(done);
    return worked > 0;
  });
}

const progress = (step: (text: string) => void, what: string, of: number) =>
  createProgress(step, { what, of, now: Date.now });

async function answer({ db, world, from, to }: MonthOptions, level: MetricLevel) {
  const top = world.areas.find(({ parentCode }) => parentCode === null)!;
  const { id } = await db
    .selectFrom('areas')
    .select('id')
    .where('code', '=', top.code)
    .executeTakeFirstOrThrow();
  const moment = new Date().toISOString();
  const question = {
    level,
    period: 'month' as const,
    from,
    to,
    areaId: undefined,
    limit: undefined,
    cursor: undefined,
    asOf: undefined,
    updatedSince: undefined,
    format: 'json' as const,
  };
  const { rows } = await answerMetrics(db, question, {
    edition: (await findEdition(db))!,
    within: [{ id, level: (await placeOf(db, id, id, moment))!.level }],
    units: await countUnits(db, { level, areaId: id, moment }),
  });
  return rows;
}
