import type { FastifyBaseLogger } from 'fastify';
import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import {
  dueDays,
  type ForecastArea,
  forecastAreas,
  hasForecast,
  readForecast,
  readScores,
  recordScores,
  recordStanding,
  storeForecast,
} from '../../db/risk/forecasts.ts';
import type { Db } from '../../db/store/open.ts';
import { FORECAST_BASELINES, SERVED } from '../../domain/forecast-service/methods.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { type RiskFacts, readFacts, riskResolution } from '../../services/risk/area-risk.ts';
import { servingMethod } from '../../services/risk/serving-method.ts';
import { createThreadPool, withThreads } from '../worker/thread-pool.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';
import type { ForecastAnswers, ForecastWork } from './forecast-worker.ts';

const POLL_MS = 10 * MINUTE_MS;
/** A day's forecast is made in the last hours before it begins, never afterwards. */
const MADE_BEFORE_MS = 8 * HOUR_MS;
/** Most reports of a day are in by then; later ones give it another version. */
const SETTLED_MS = 48 * HOUR_MS;
/** Days scored in one run. */
const SCORED_MAX = 200;

export interface ForecastOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  isOurs?: IsOurs;
}

/** Stores forecasts of days to come, scores those that are over, and decides who serves; a run by itself. */
export function createForecastRun({ db, now }: Pick<ForecastOptions, 'db' | 'now'>) {
  const pool = createThreadPool<ForecastWork, ForecastAnswers[ForecastWork['do']]>(
    new URL('./forecast-worker.ts', import.meta.url),
  );
  const ask = <T extends ForecastWork>(task: T) =>
    pool.run(task) as Promise<ForecastAnswers[T['do']]>;

  /** Stores the forecast of the day that begins next, once and in time. Returns whether it did. */
  async function foresee(area: ForecastArea, atMs: number): Promise<boolean> {
    const { id: areaId, polygon, timeZone } = area;
    const day = localDayAt(atMs, timeZone) + 1;
    const [fromMs, toMs] = [startOfDay(day, timeZone), startOfDay(day + 1, timeZone)];
    if (atMs < fromMs - MADE_BEFORE_MS || (await hasForecast(db, areaId, day))) return false;
    const resolution = riskResolution(area.areaM2);
    const cells = await ask({ do: 'cells', polygon, resolution });
    if (cells.length === 0) return false;
    const served = await readFacts(db, cells, { atMs, timeZone, method: SERVED });
    const { hours } = served;
    const facts: Record<string, RiskFacts> = { [SERVED]: served };
    // The hours of the week are the same for every method: read once.
    for (const method of FORECAST_BASELINES)
      facts[method] = {
        ...(await readFacts(db, cells, { atMs, timeZone, method, withHours: false })),
        hours,
      };
    const made = await ask({ do: 'expect', cells, facts, fromMs, toMs, timeZone });
    const { serving } = await servingMethod(db, areaId, atMs);
    await storeForecast(
      db,
      { areaId, day, fromMs, toMs, resolution, ...made },
      { madeAtMs: atMs, serving },
    );
    return true;
  }

  /** Scores days that are over, those again whose incidents are others now, and decides anew where scores changed. */
  async function score(atMs: number): Promise<number> {
    const due = await dueDays(db, atMs - SETTLED_MS, SCORED_MAX);
    for (const day of due) {
      const forecast = await readForecast(db, day.areaId, day.day);
      await recordScores(db, day, await ask({ do: 'score', forecast }), atMs);
    }
    for (const areaId of new Set(due.map((day) => day.areaId))) {
      const standing = await ask({ do: 'stand', days: await readScores(db, areaId, 0) });
      await recordStanding(db, areaId, standing, atMs);
    }
    return due.length;
  }

  return {
    /** Returns how many forecasts were stored and how many days scored. */
    async run(): Promise<{ stored: number; scored: number }> {
      const atMs = Math.floor(now());
      const scored = await score(atMs);
      let stored = 0;
      for (const area of await forecastAreas(db, atMs)) if (await foresee(area, atMs)) stored++;
      return { stored, scored };
    },
    close: () => pool.destroy(),
  };
}

/** Runs every few minutes until closed; what is not due costs two small queries an area. */
export function startForecasts(options: ForecastOptions): Worker {
  const { isOurs, log } = options;
  const { close, run } = createForecastRun(options);
  const worker = startWorker({
    look: async () => log.debug(await run(), 'forecasts looked after'),
    restMs: POLL_MS,
    isOurs,
    onError: (error) => log.error({ err: error }, 'forecasts not looked after'),
  });
  return withThreads(worker, close);
}
