import { createHash } from 'node:crypto';
import { DAY_MS } from '../../contract/units.ts';
import { readRiskIncidents, type TouchedDay, type WatchedArea } from '../../db/risk/days.ts';
import type { Db } from '../../db/store/open.ts';
import { MEMORY_D } from '../../domain/risk/risk-state.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { riskResolution } from '../../services/risk/area-risk.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import type { FoundScan, RiskAnswer, RiskGround, RiskWork } from './risk-worker.ts';

/** Days read at a time: small enough not to hold up whoever else waits for the process. */
const PAGE_D = 3;
/** Past days whose results follow late and corrected incidents. */
export const FOLLOW_D = 35;

/** Cells of the scan: fine enough for a street corner, few enough to look at all. */
const scanResolution = (areaM2: number) => Math.min(10, riskResolution(areaM2 / 3));

/** What the risk thread knows of one area, kept in step with the store. */
export function createRiskWatch(db: Db) {
  // States live in the thread's memory: one thread, which stays.
  const pool = createThreadPool<RiskWork, RiskAnswer>(
    new URL('./risk-worker.ts', import.meta.url),
    {
      idleTimeout: 2 ** 31 - 1,
    },
  );
  /** Versions of UTC days the thread has seen, by area. */
  const seen = new Map<number, { key: string; atMs: number; days: Map<number, number> }>();

  /** Puts days, what has become known by a moment of the last one. */
  async function load(
    ground: RiskGround,
    from: number,
    to: number,
    atMs: number,
  ): Promise<boolean> {
    const { areaId, key, resolution, timeZone } = ground;
    for (let day = from; day <= to; day += PAGE_D) {
      const last = Math.min(to, day + PAGE_D - 1);
      const page = await readRiskIncidents(db, {
        areaId,
        fromMs: startOfDay(day, timeZone),
        toMs: Math.min(startOfDay(last + 1, timeZone), atMs),
        resolution,
      });
      const answer = await pool.run({ do: 'put', areaId, key, page, from: day, to: last });
      if (answer === 'lost') return false;
    }
    return true;
  }

  /** Local days of those days whose version the thread has not seen. */
  function changed(ground: RiskGround, touched: readonly TouchedDay[], known: Map<number, number>) {
    const days = new Set<number>();
    for (const { startMs, version } of touched)
      if (known.get(startMs) !== version)
        for (const t of [startMs, startMs + DAY_MS - 1]) days.add(localDayAt(t, ground.timeZone));
    return [...days].sort((a, b) => a - b);
  }

  return {
    /**
     * Brings the thread up to date with days that were touched, as of a moment: what becomes known later that day is not seen yet.
     * `memoryD` days are known.
     */
    async follow(
      ground: RiskGround,
      touched: readonly TouchedDay[],
      atMs: number,
      memoryD = FOLLOW_D + MEMORY_D,
    ): Promise<void> {
      const { areaId, key, timeZone } = ground;
      const today = localDayAt(atMs, timeZone);
      const from = today - memoryD;
      const known = seen.get(areaId);
      const opened = known?.key !== key;
      if (opened) await pool.run({ do: 'open', ground });
      const days = opened ? new Map<number, number>() : known.days;
      let whole = true;
      if (opened) whole = await load(ground, from, today, atMs);
      else {
        // The day last looked at was not over then.
        const open = Math.min(localDayAt(known.atMs, timeZone), today);
        const since = Array.from({ length: today - open + 1 }, (_, k) => open + k);
        for (const day of new Set([...changed(ground, touched, days), ...since]))
          if (day >= from && day <= today) whole &&= await load(ground, day, day, atMs);
        await pool.run({ do: 'forget', areaId, key, before: from });
      }
      if (!whole) {
        seen.delete(areaId);
        return this.follow(ground, touched, atMs, memoryD);
      }
      for (const { startMs, version } of touched) days.set(startMs, version);
      seen.set(areaId, { key, atMs, days });
    },
    async scan(ground: RiskGround, day: number, recurrenceD: number, share: number) {
      const { areaId, key } = ground;
      const answer = await pool.run({ do: 'scan', areaId, key, day, recurrenceD, share });
      if (typeof answer === 'string') {
        seen.delete(areaId);
        throw new Error('the risk thread began anew; the next run loads it again');
      }
      return answer satisfies FoundScan;
    },
    close: () => pool.destroy(),
  };
}

export type RiskWatch = ReturnType<typeof createRiskWatch>;

/** How an area is watched, named by all that makes a difference. */
export function groundOf(area: WatchedArea, topOf: ReadonlyMap<string, string>): RiskGround {
  const { areaM2, id, polygon, timeZone } = area;
  const categories = [...new Set(topOf.values())].sort();
  const resolution = scanResolution(areaM2);
  const key = createHash('sha256')
    .update(JSON.stringify([polygon, timeZone, resolution, [...topOf]]))
    .digest('hex');
  return { areaId: id, key, polygon, resolution, timeZone, categories, topOf };
}
