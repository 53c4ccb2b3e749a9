import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import {
  finishRollupJobs,
  leaseRollupJobs,
  nameMissingDays,
  postponeRollupJobs,
} from '../../db/queue/rollup-jobs.ts';
import { type GridDayKey, gatherGridDays } from '../../db/rollups/day-facts.ts';
import type { Db } from '../../db/store/open.ts';
import { type DayRow, foldGridDay } from '../../domain/days/fold-grid-day.ts';
import { cellSetsOf } from '../../services/areas/cell-sets.ts';
import { storeDayRollups } from '../../services/rollups/store-rollups.ts';
import { createRest } from '../worker/rest.ts';

const BATCH = 64;
const POLL_MS = 1_000;
const BACKOFF_MS = 30_000;
/** Ended days that have no roll-up are looked for this often. */
const LOOK_EVERY_MS = 15 * MINUTE_MS;

export interface RollupOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
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

/** Works off roll-ups that are due; returns how many grid days there were. */
export async function rollUpDue({ db, now, log }: RollupOptions): Promise<number> {
  const jobs = await leaseRollupJobs(db, now(), BATCH);
  if (jobs.length === 0) return 0;
  try {
    await storeDayRollups(db, { keys: jobs, rows: await foldGridDays(db, jobs), at: now() });
    await finishRollupJobs(db, jobs);
  } catch (error) {
    log.error({ err: error, gridDays: jobs.length }, 'roll-up failed');
    await postponeRollupJobs(db, jobs, now() + BACKOFF_MS, String(error)).catch(() => {});
  }
  return jobs.length;
}

/** Keeps the roll-ups up to date until stopped. Jobs are rows, so a restart goes on where it was. */
export function startRollup(options: RollupOptions) {
  const { db, now, log } = options;
  let stopped = false;
  const rest = createRest();
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function look() {
    if (now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = now();
    await nameMissingDays(db, now());
  }

  const done = (async () => {
    while (!stopped) {
      await look().catch((error) => log.warn({ err: error }, 'ended days not named'));
      const worked = await rollUpDue(options).catch(() => 0);
      if (worked < BATCH && !stopped) await rest.for(POLL_MS);
    }
  })();

  return {
    async stop() {
      stopped = true;
      rest.wake();
      await done;
    },
  };
}
