import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import type { Finding, Warning } from '../../contract/warnings/warning.ts';
import {
  type Corrections,
  followedCorrections,
  runsNaming,
  waitingCorrections,
} from '../../db/risk/corrections.ts';
import {
  latestSevere,
  markJudged,
  runsOnRecord,
  type TouchedDay,
  topCategories,
  touchedDays,
  watchedAreas,
} from '../../db/risk/days.ts';
import { thresholdsAt } from '../../db/risk/thresholds.ts';
import type { Db } from '../../db/store/open.ts';
import { MEMORY_D } from '../../domain/risk/risk-state.ts';
import { SCAN_METHOD } from '../../domain/risk/to-finding.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { recordFindings } from '../../services/warnings/record-findings.ts';
import { withThreads } from '../worker/thread-pool.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';
import { findAll, findSevere, stillHolds } from './find-risk.ts';
import { endsADay, looksAt } from './looks.ts';
import type { RiskGround } from './risk-worker.ts';
import { createRiskWatch, FOLLOW_D, groundOf } from './watch.ts';

const POLL_MS = 5_000;
/** After a run that failed. */
const RETRY_MS = MINUTE_MS;

export interface RiskOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Minutes between runs. */
  everyMin: number;
  /** Told of every warning a run has changed. */
  onWarning?: (warning: Warning) => void;
  isOurs?: IsOurs;
}

/** What a run knows before it looks. */
interface Moved {
  atMs: number;
  touched: readonly TouchedDay[];
  corrections: Corrections | null;
}

/** Looks for what is out of the ordinary; a run by itself, for the service and for measuring. */
export function createRiskRun({
  db,
  now,
  everyMin,
  onWarning,
}: Omit<RiskOptions, 'log' | 'isOurs'>) {
  const watch = createRiskWatch(db);

  async function runArea(ground: RiskGround, { atMs, corrections, touched }: Moved) {
    const { areaId, timeZone } = ground;
    await watch.follow(ground, touched, atMs);
    const sinceMs = startOfDay(localDayAt(atMs, timeZone) - FOLLOW_D + 1, timeZone);
    const onRecord = await runsOnRecord(db, areaId, sinceMs);
    let changed = 0;
    const put = async (at: number, findings: Finding[]) => {
      const warnings = await recordFindings(db, { areaId, at, now: now(), findings });
      changed += warnings.length;
      for (const warning of warnings) onWarning?.(warning);
    };
    for (const look of looksAt(ground, { atMs, touched, onRecord, everyMin })) {
      const thresholds = await thresholdsAt(db, areaId, look.atMs);
      await put(look.atMs, await findAll(db, watch, { ground, look, thresholds }));
    }
    // After the looks of now, so that an excess that lasts stays in the warning it began.
    if (corrections)
      for (const { at, findings } of await runsNaming(db, { areaId, ...corrections })) {
        // Days that are followed were looked at anew above; of earlier ones findings can only be taken back.
        if (at === atMs || (at > sinceMs && endsADay(at, timeZone))) continue;
        const holding: Finding[] = [];
        for (const finding of findings)
          if (finding.method === SCAN_METHOD && (await stillHolds(db, ground, finding)))
            holding.push(finding);
        const thresholds = await thresholdsAt(db, areaId, at);
        await put(at, [...holding, ...(await findSevere(db, ground, at, thresholds))]);
      }
    return changed;
  }

  return {
    /** Looks at every area watched, as of now. Returns how many warnings changed. */
    async run(): Promise<number> {
      const atMs = Math.floor(now());
      const topOf = await topCategories(db);
      const moved: Moved = {
        atMs,
        corrections: await waitingCorrections(db),
        touched: await touchedDays(db, atMs - (FOLLOW_D + MEMORY_D + 1) * DAY_MS),
      };
      let changed = 0;
      for (const area of await watchedAreas(db, atMs))
        changed += await runArea(groundOf(area, topOf), moved);
      await markJudged(db, moved.touched);
      if (moved.corrections) await followedCorrections(db, moved.corrections);
      return changed;
    },
    close: watch.close,
  };
}

/**
 * Runs every so many minutes until closed, and at once when a severe incident has come. What it knows is read from the store when it
 * starts, so a restart loses nothing; after a long pause it looks at now and yesterday, not at every day missed.
 */
export function startRisk(options: RiskOptions): Worker {
  const { db, everyMin, isOurs, log, now } = options;
  const { close, run } = createRiskRun(options);
  let ranAt = Number.NEGATIVE_INFINITY;
  let severeKnown: number | null = null;

  async function look() {
    const severe = await latestSevere(db);
    if (severe === severeKnown && now() - ranAt < everyMin * MINUTE_MS) return;
    const [at, started] = [now(), performance.now()];
    const changed = await run();
    severeKnown = severe;
    ranAt = at;
    log.debug({ changed, tookMs: Math.round(performance.now() - started) }, 'risk looked at');
  }

  const worker = startWorker({
    look,
    restMs: POLL_MS,
    retryMs: RETRY_MS,
    isOurs,
    onError: (error) => log.error({ err: error }, 'risk not looked at'),
  });
  return withThreads(worker, close);
}
