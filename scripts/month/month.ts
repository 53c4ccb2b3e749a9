import { sql } from 'kysely';
import pino from 'pino';
import { METRIC_LEVELS, type MetricLevel } from '../../server/contract/metrics/metrics.ts';
import type { ScoringRules } from '../../server/contract/scoring/rules.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { nameGridDays, rollupJobs } from '../../server/db/queue/rollup-jobs.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import type { Db } from '../../server/db/store/open.ts';
import { addDays, daysBetween } from '../../server/domain/metrics/periods.ts';
import { SCORING_PRESETS } from '../../server/domain/scoring/presets.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { judgeDue } from '../../server/jobs/verdicts/judge.ts';
import { midnightBefore } from '../simulator/calendar.ts';
import { storeWalks } from '../simulator/walk/store-walks.ts';
import { createWalkPool } from '../simulator/walk/walk-pool.ts';
import type { World } from '../simulator/world/world.ts';
import { metricsAnswered, scoresAnswered } from './answers.ts';
import { checkFixes, type FixCheck } from './check-fixes.ts';
import { checkpointsOf, VISITS_PER_WEEK } from './checkpoints.ts';
import { type Comparison, compareFigures } from './compare.ts';
import { idleCategories } from './idle-categories.ts';
import type { Month } from './period.ts';
import { planMonth } from './plan.ts';
import { prepareMonth } from './prepare.ts';
import { createProgress } from './progress.ts';
import { readMonth } from './reading/read-month.ts';
import { scoreUnits } from './reading/scores.ts';
import { repeatDays } from './repeat-days.ts';
import { reportIncidents } from './report.ts';

const log = pino({ level: 'warn' });
/** Patrols judged side by side: all are due at once, so some more than in service. */
const AT_ONCE = 30;

export interface MonthOptions {
  db: Db;
  world: World;
  /** Local days from `from` to before `to`. */
  from: string;
  to: string;
  /** How many of the days are walked and judged, the first; all unless told. The others repeat them. */
  walked?: number;
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
  /** By the place's scoring preset, of the levels it scores. */
  scores: Partial<Record<MetricLevel, Comparison>>;
  /** Categories of officers of whom patrols are required while none of them walks. */
  idle: string[];
  fixes: FixCheck;
}

/**
 * Walks, judges and rolls up a deployment's days under its preset, then sets the service's figures and scores at every level against
 * a reading of the raw record by the definitions' texts alone. Goes on where an earlier run on the same store stopped.
 */
export async function runMonth(options: MonthOptions): Promise<MonthReport> {
  const { db, world, from, to, step, signal } = options;
  const month: Month = {
    scenario: world.scenario,
    timeZone: world.timeZone,
    from,
    to,
    checkpoints: Object.fromEntries(
      [...checkpointsOf(world)].map(([code, list]) => [code, list.map(({ id }) => id)]),
    ),
    visitsPerWeek: VISITS_PER_WEEK,
  };
  const beginMs = midnightBefore(Date.parse(`${from}T12:00:00Z`), world.timeZone);
  await prepareMonth(db, world, new Date(beginMs - 30 * DAY_MS));
  await walk(options, beginMs);
  await reportIncidents(db, world, {
    fromMs: beginMs,
    toMs: beginMs + daysBetween(from, to) * DAY_MS,
    signal,
  });
  await judge(options);
  await repeat(options);
  await rollUp(options);
  step('reading the raw record by the definitions ...');
  const unitsOf = await readMonth(db, month);
  const levels: MonthReport['levels'] = {};
  const scores: MonthReport['scores'] = {};
  const rules = scoringOf(options);
  const compared = (what: string, { rows, differences }: Comparison) =>
    step(`${what}: ${rows} rows, ${differences.length} differences`);
  for (const level of METRIC_LEVELS) {
    if (level !== 'officer' && !world.areas.some((area) => area.level === level)) continue;
    signal?.throwIfAborted();
    const asked = { world, from, to, level };
    const units = unitsOf(level);
    const read = new Map([...units].map(([code, { figures }]) => [code, figures]));
    levels[level] = compareFigures(await metricsAnswered(db, asked), read);
    compared(level, levels[level]);
    if (!rules.sections.some((section) => section.level === level)) continue;
    const answered = await scoresAnswered(db, asked, rules);
    scores[level] = compareFigures(answered, scoreUnits(units, level, rules));
    compared(`scores of ${level}`, scores[level]);
  }
  const { count } = await db
    .selectFrom('patrols')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    patrols: count,
    levels,
    scores,
    idle: await idleCategories(db),
    fixes: await checkFixes(db, walkedDays(month, options.walked), options.checkEvery),
  };
}

/** The part of a month whose patrols have positions. */
const walkedDays = (month: Month, walked?: number): Month =>
  walked === undefined ? month : { ...month, to: addDays(month.from, walked) };

/** The place's scoring preset; of a month cut short no more duty days are asked for than it has. */
function scoringOf({ world, from, to }: MonthOptions): ScoringRules {
  const { rules } = SCORING_PRESETS[world.scenario]!;
  const minDutyDays = Math.min(rules.ranking.minDutyDays, daysBetween(from, to));
  return { ...rules, ranking: { ...rules.ranking, minDutyDays } };
}

async function walk(
  { db, world, from, to, walked, intervalS, threads, signal, step }: MonthOptions,
  beginMs: number,
) {
  const { rows } = await sql<{ code: string; start_ms: number }>`
    select o.code, (extract(epoch from p.start_time) * 1000)::float8 as start_ms
    from patrols p join officers o on o.id = p.officer_id where p.end_time is not null`.execute(db);
  const stored = new Set(rows.map((row) => `${row.code} ${row.start_ms}`));
  const plans = planMonth(world, beginMs, walked ?? daysBetween(from, to)).filter(
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
  const onProgress = progress(step, 'patrols judged', await verdictJobs.count(db));
  let judged = 0;
  const onJudged = () => onProgress(++judged);
  await judgeDue({ db, now: Date.now, log, threads, atOnce: AT_ONCE, onJudged }, signal);
}

async function repeat({ db, world, from, to, walked, signal, step }: MonthOptions) {
  if (walked === undefined) return;
  const onProgress = progress(step, 'days repeated', daysBetween(from, to) - walked);
  const { timeZone } = world;
  await repeatDays(db, { from, to, walked, timeZone, signal, onProgress });
}

async function rollUp({ db, from, to, signal, step }: MonthOptions) {
  await nameGridDays(db, { from, until: to, now: Date.now(), missing: true });
  const tell = progress(step, 'grid days rolled up', await rollupJobs.count(db));
  let done = 0;
  const onRolledUp = (gridDays: number) => {
    done += gridDays;
    tell(done);
  };
  await rollUpDue({ db, now: Date.now, log, atOnce: 2, onRolledUp }, signal);
}

const progress = (step: (text: string) => void, what: string, of: number) =>
  createProgress(step, { what, of, now: Date.now });
