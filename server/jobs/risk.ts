import type { FastifyBaseLogger } from 'fastify';
import { Piscina } from 'piscina';
import type { Finding, Warning } from '../contract/warning.ts';
import type { Db } from '../db/open.ts';
import {
  latestSevere,
  markJudged,
  runsOnRecord,
  topCategories,
  touchedDays,
  watchedAreas,
} from '../db/risk-days.ts';
import { findingFacts, severePlaces } from '../db/risk-findings.ts';
import { recordFindings } from '../db/warnings.ts';
import { RISK_POLICY, type RiskPolicy } from '../domain/risk/levels.ts';
import { localDayAt, startOfDay } from '../domain/risk/local-days.ts';
import { passingShare, WHOLE_DAY_SHARE } from '../domain/risk/looks.ts';
import { MEMORY_D } from '../domain/risk/risk-state.ts';
import { BASELINE_D, LONGEST_D } from '../domain/risk/tallies.ts';
import { scanFinding, severeFinding } from '../domain/risk/to-finding.ts';
import { createRest } from './rest.ts';
import { createRiskWatch, FOLLOW_D, groundOf, type RiskWatch } from './risk-watch.ts';
import type { RiskAnswer, RiskGround, RiskWork } from './risk-worker.ts';

const DAY_MS = 86_400_000;
const POLL_MS = 5_000;
/** After a run that failed. */
const RETRY_MS = 60_000;
/** Severe incidents of so long before a run are one story where they are of one kind in one place. */
const SEVERE_MS = DAY_MS;
const SEVERE_RESOLUTION = 9;

export interface RiskOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Minutes between runs. */
  everyMin: number;
  policy?: RiskPolicy;
  /** Told of every warning a run has changed. */
  onWarning?: (warning: Warning) => void;
}

/** One look at an area. */
interface Look {
  day: number;
  atMs: number;
  share: number;
}

/** Looks for what is out of the ordinary; a run by itself, for the service and for measuring. */
export function createRiskRun({
  db,
  now,
  everyMin,
  policy = RISK_POLICY,
  onWarning,
}: Omit<RiskOptions, 'log'>) {
  // States live in the thread's memory: one thread, which stays.
  const pool = new Piscina<RiskWork, RiskAnswer>({
    filename: new URL('./risk-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 2 ** 31 - 1,
    execArgv: ['--import', 'tsx'],
  });
  const watch = createRiskWatch(db, pool);

  async function runArea(ground: RiskGround, atMs: number): Promise<number> {
    const { areaId, timeZone } = ground;
    const today = localDayAt(atMs, timeZone);
    const touched = await touchedDays(db, startOfDay(today - FOLLOW_D - MEMORY_D, timeZone));
    await watch.follow(ground, touched, today);
    const endOf = (day: number) => startOfDay(day + 1, timeZone);
    const onRecord = await runsOnRecord(db, areaId, endOf(today - FOLLOW_D));
    const looks: Look[] = [{ day: today, atMs, share: passingShare((24 * 60) / everyMin) }];
    // Ended days: yesterday in any case, those before where what they rest on has changed since they were looked at.
    for (let day = today - 1; day > today - FOLLOW_D; day--) {
      const known = onRecord.has(endOf(day));
      const moved = touched.some(({ judged, startMs, version }) => {
        const last = localDayAt(startMs + DAY_MS - 1, timeZone);
        const first = localDayAt(startMs, timeZone);
        return version > judged && last > day - LONGEST_D && first <= day;
      });
      if (known ? moved : day === today - 1)
        looks.unshift({ day, atMs: endOf(day), share: WHOLE_DAY_SHARE });
    }
    let changed = 0;
    for (const look of looks) {
      const findings = await findAt(db, watch, ground, look, policy);
      const warnings = await recordFindings(db, { areaId, at: look.atMs, now: now(), findings });
      changed += warnings.length;
      for (const warning of warnings) onWarning?.(warning);
    }
    await markJudged(db, touched);
    return changed;
  }

  return {
    /** Looks at every area watched, as of now. Returns how many warnings changed. */
    async run(): Promise<number> {
      const atMs = Math.floor(now());
      const topOf = await topCategories(db);
      let changed = 0;
      for (const area of await watchedAreas(db, atMs))
        changed += await runArea(groundOf(area, topOf), atMs);
      return changed;
    },
    close: () => pool.destroy(),
  };
}

/** What a look at an area finds: excesses, and severe incidents of the last day. */
async function findAt(
  db: Db,
  watch: RiskWatch,
  ground: RiskGround,
  { atMs, day, share }: Look,
  policy: RiskPolicy,
): Promise<Finding[]> {
  const { areaId, timeZone, topOf } = ground;
  const scan = await watch.scan(ground, day, policy.levels[0]!.recurrenceD, share);
  const findings: (Finding | null)[] = [];
  for (const { category, cells, centre, expected, observed, ...sure } of scan.alarms) {
    const fromMs = startOfDay(day - sure.windowD + 1, timeZone);
    const categories =
      category === null
        ? null
        : [...topOf].filter(([, top]) => top === category).map(([code]) => code);
    const { grave, ...facts } = await findingFacts(db, {
      areaId,
      cells,
      categories,
      fromMs,
      toMs: atMs,
    });
    findings.push(
      scanFinding(
        {
          ...facts,
          cells,
          centre,
          category,
          observed,
          expected,
          fromMs,
          toMs: atMs,
          dataHash: scan.dataHash,
        },
        { ...sure, calibrated: scan.calibrated, share, grave },
        policy,
      ),
    );
  }
  const span = { areaId, fromMs: atMs - SEVERE_MS, toMs: atMs };
  const severe = await severePlaces(db, {
    ...span,
    resolution: SEVERE_RESOLUTION,
    historyD: BASELINE_D,
  });
  for (const { areaId: smallest, category, cell, expected, incidentIds } of severe)
    findings.push(
      severeFinding(
        {
          areaId: smallest,
          cells: [cell],
          centre: cell,
          category,
          fromMs: span.fromMs,
          toMs: atMs,
          incidentIds,
          dataHash: scan.dataHash,
          observed: incidentIds.length,
          expected,
        },
        policy,
      ),
    );
  return findings.filter((finding) => finding !== null);
}

/**
 * Runs every so many minutes until stopped, and at once when a severe incident has come. What it knows is read from the store when it
 * starts, so a restart loses nothing; after a long pause it looks at now and yesterday, not at every day missed.
 */
export function startRisk(options: RiskOptions) {
  const { db, everyMin, log, now } = options;
  const { close, run } = createRiskRun(options);
  let stopped = false;
  const rest = createRest();
  let ranAt = Number.NEGATIVE_INFINITY;
  let severeKnown: number | null = null;

  async function look() {
    const severe = await latestSevere(db);
    if (severe === severeKnown && now() - ranAt < everyMin * 60_000) return;
    const [at, started] = [now(), performance.now()];
    const changed = await run();
    severeKnown = severe;
    ranAt = at;
    log.debug({ changed, tookMs: Math.round(performance.now() - started) }, 'risk looked at');
  }

  const done = (async () => {
    while (!stopped) {
      const waitMs = await look().then(
        () => POLL_MS,
        (error: unknown) => {
          if (!stopped) log.error({ err: error }, 'risk not looked at');
          return RETRY_MS;
        },
      );
      if (!stopped) await rest.for(waitMs);
    }
  })();

  return {
    /** Sees at once whether there is something to look at. */
    wake: rest.wake,
    async stop() {
      stopped = true;
      rest.wake();
      await close();
      await done;
    },
  };
}
