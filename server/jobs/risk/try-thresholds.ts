import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import { type ThresholdsTrial, TRIAL_D } from '../../contract/warnings/thresholds.ts';
import { areasWithin } from '../../db/areas/areas.ts';
import {
  countRiskIncidents,
  topCategories,
  type WatchedArea,
  watchedAreas,
} from '../../db/risk/days.ts';
import { dateOf } from '../../db/risk/forecasts.ts';
import { thresholdsAt } from '../../db/risk/thresholds.ts';
import type { Db } from '../../db/store/open.ts';
import { WHOLE_DAY_SHARE } from '../../domain/risk/looks.ts';
import { MEMORY_D } from '../../domain/risk/risk-state.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { compareRaised, type LookedAt, sumOf } from '../../domain/warnings/compare-raised.ts';
import { findAll } from './find-risk.ts';
import { createRiskWatch, groundOf, type RiskWatch } from './watch.ts';

/** The areas watched by themselves that are an area or lie in it. */
export async function watchedWithin(db: Db, areaId: number, atMs: number): Promise<WatchedArea[]> {
  const within = await areasWithin(db, areaId, atMs);
  return (await watchedAreas(db, atMs)).filter(({ id }) => within.has(id));
}

/** What other thresholds would have raised in the whole days before today, beside what those in force then raise. Nothing is written. */
export async function tryThresholds(
  db: Db,
  {
    areas,
    gone,
    nowMs,
    thresholds,
  }: {
    areas: readonly WatchedArea[];
    /** Fires when nobody waits any more: it stops. */
    gone?: AbortSignal;
    nowMs: number;
    thresholds: WarningThresholds;
  },
): Promise<ThresholdsTrial> {
  const topOf = await topCategories(db);
  const watch = createRiskWatch(db);
  try {
    const parts = [];
    for (const area of areas)
      parts.push(await tryOn(db, watch, { area, gone, topOf, nowMs, thresholds }));
    const today = localDayAt(nowMs, areas[0]!.timeZone);
    return {
      from: dateOf(today - TRIAL_D),
      to: dateOf(today - 1),
      areas: parts.length,
      incidents: parts.reduce((sum, { incidents }) => sum + incidents, 0),
      inForce: sumOf(parts.map(({ inForce }) => inForce)),
      proposed: sumOf(parts.map(({ proposed }) => proposed)),
      changes: parts.flatMap(({ changes }) => changes),
    };
  } finally {
    await watch.close();
  }
}

async function tryOn(
  db: Db,
  watch: RiskWatch,
  {
    area,
    gone,
    nowMs,
    thresholds,
    topOf,
  }: {
    area: WatchedArea;
    gone: AbortSignal | undefined;
    topOf: ReadonlyMap<string, string>;
    nowMs: number;
    thresholds: WarningThresholds;
  },
) {
  const ground = groundOf(area, topOf);
  const { id: areaId, timeZone } = area;
  const today = localDayAt(nowMs, timeZone);
  await watch.follow(ground, [], startOfDay(today, timeZone), TRIAL_D + MEMORY_D);
  const [before, after]: [LookedAt[], LookedAt[]] = [[], []];
  for (let day = today - TRIAL_D; day < today; day++) {
    gone?.throwIfAborted();
    const at = startOfDay(day + 1, timeZone);
    const look = { day, atMs: at, share: WHOLE_DAY_SHARE };
    const inForce = await thresholdsAt(db, areaId, at);
    before.push({ at, findings: await findAll(db, watch, { ground, look, thresholds: inForce }) });
    after.push({ at, findings: await findAll(db, watch, { ground, look, thresholds }) });
  }
  const { changes, ...counts } = compareRaised(before, after);
  const dayOf = (t: number) => dateOf(localDayAt(t - 1, timeZone));
  return {
    ...counts,
    changes: changes.map(({ foundFrom, foundTo, ...change }) => ({
      ...change,
      from: dayOf(foundFrom),
      to: dayOf(foundTo),
    })),
    incidents: await countRiskIncidents(db, {
      areaId,
      fromMs: startOfDay(today - TRIAL_D, timeZone),
      toMs: startOfDay(today, timeZone),
    }),
  };
}
