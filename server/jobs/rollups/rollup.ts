import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import { nameMissingDays, type RollupJob, rollupJobs } from '../../db/queue/rollup-jobs.ts';
import { type GridDayKey, gatherGridDays } from '../../db/rollups/day-facts.ts';
import type { Db } from '../../db/store/open.ts';
import { pathsFrom } from '../../db/verdicts/paths.ts';
import { type DayRow, foldGridDay } from '../../domain/days/fold-grid-day.ts';
import { cellSetsOf } from '../../services/areas/cell-sets.ts';
import { storeDayRollups } from '../../services/rollups/store-rollups.ts';
import { createWork } from '../worker/work-off.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

/** Grid days of one commit. */
const BATCH = 64;
const POLL_MS = 1_000;
/** After the store could not be asked. */
const RETRY_MS = 5_000;
/** Until a batch that failed is tried again. */
const BACKOFF_MS = 30_000;
/** Ended days that have no roll-up are looked for this often. */
const LOOK_EVERY_MS = 15 * MINUTE_MS;

export interface RollupOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'error' | 'warn'>;
}

/** What the records say now of grid days, as roll-ups. */
export async function foldGridDays(db: Db, keys: readonly GridDayKey[]): Promise<DayRow[]> {
  const days = await gatherGridDays(db, keys);
  const wanted = days.flatMap(({ gridId, gridVersion, officers }) =>
    officers.map(({ norm }) => ({ gridId, gridVersion, swathM: norm.rules.swathM })),
  );
  const sets = await cellSetsOf(db, wanted);
  let at = 0;
  return days.flatMap((day) =>
    foldGridDay({
      ...day,
      officers: day.officers.map((officer) => ({ ...officer, cellSet: sets[at++]! })),
    }),
  );
}

interface RollupWork extends RollupOptions {
  /** Batches under way at once: while the days of one are stored, those of another are folded. */
  atOnce?: number;
  /** Told how many grid days were rolled up. */
  onRolledUp?: (gridDays: number) => void;
}

/** Works off roll-ups that are due, a batch by a commit. Jobs are rows, so a restart goes on where it was. */
const createRollup = ({ db, now, log, atOnce = 1, onRolledUp }: RollupWork) =>
  createWork<RollupJob[]>({
    atOnce,
    async lease(room) {
      const jobs = await rollupJobs.lease(db, now(), room * BATCH);
      const batches = Math.ceil(jobs.length / BATCH);
      return Array.from({ length: batches }, (_, k) => jobs.slice(k * BATCH, (k + 1) * BATCH));
    },
    async work(jobs) {
      const from = await pathsFrom(db);
      const keys = jobs.filter(({ day }) => day >= from);
      if (keys.length > 0)
        await storeDayRollups(db, { keys, rows: await foldGridDays(db, keys), at: now() });
      await rollupJobs.finish(db, jobs);
      onRolledUp?.(jobs.length);
    },
    postpone(jobs, error) {
      log.error({ err: error, gridDays: jobs.length }, 'roll-up failed');
      return rollupJobs.postpone(db, jobs, now() + BACKOFF_MS, String(error));
    },
  });

/** Rolls up until nothing is due; returns how many grid days there were. Throws what failed first, and where `stop` is aborted. */
export async function rollUpDue(options: RollupWork, stop?: AbortSignal): Promise<number> {
  let gridDays = 0;
  const onRolledUp = (count: number) => {
    gridDays += count;
    options.onRolledUp?.(count);
  };
  await createRollup({ ...options, onRolledUp }).drain(stop);
  return gridDays;
}

/** Keeps the roll-ups up to date until closed. */
export function startRollup(options: RollupOptions): Worker {
  return createRollup(options).start({
    restMs: POLL_MS,
    retryMs: RETRY_MS,
    onError: (error) => options.log.warn({ err: error }, 'roll-up jobs not leased'),
  });
}

/** Names ended days without a roll-up, until closed. */
export function startNamingDays({
  db,
  now,
  log,
  isOurs,
}: RollupOptions & { isOurs?: IsOurs }): Worker {
  return startWorker({
    look: () => nameMissingDays(db, now()),
    restMs: LOOK_EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'ended days not named'),
  });
}
