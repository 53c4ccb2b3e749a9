import { LRUCache } from 'lru-cache';
import type { SuggestedPatrol } from '../../contract/patrols/suggested-patrol.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { gridToPlan } from '../../db/patrols/suggested-patrol.ts';
import type { Db } from '../../db/store/open.ts';
import { PACE_MPS } from '../../domain/suggested-patrol/suggest.ts';
import { areaRisk } from '../../services/risk/area-risk.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import type { Plan, PlanWork } from './plan-patrol-worker.ts';

/** Answers kept, and for how long: the same question within it is not worked out again. */
const KEPT = 200;
const KEPT_MS = HOUR_MS;

export interface PlanQuestion {
  gridId: number;
  /** The risk is that of `hours` from here, Unix ms. */
  atMs: number;
  hours: number;
  minutes: number;
  /** Cells somebody saw, to set beside; null: not judged yet; left out: nothing to compare. */
  walked?: readonly string[] | null;
}

/** Suggests patrols; they are laid in a thread, so that ingest never waits. Undefined where there was no such grid then. */
export function createPatrolPlanner(db: Db) {
  const pool = createThreadPool<PlanWork, Plan>(
    new URL('./plan-patrol-worker.ts', import.meta.url),
  );
  const kept = new LRUCache<string, Promise<SuggestedPatrol | undefined>>({
    max: KEPT,
    ttl: KEPT_MS,
  });

  async function suggest(question: PlanQuestion): Promise<SuggestedPatrol | undefined> {
    const { gridId, atMs, hours, minutes, walked } = question;
    const [grid, risk] = [await gridToPlan(db, gridId, atMs), await areaRisk(db, gridId, question)];
    if (!grid || !risk) return undefined;
    const { polygon, swathM, version } = grid;
    const work = { polygon, swathM, minutes, risk: risk.cells, walked: walked ?? null };
    const { walkedShare, ...plan } = await pool.run(work);
    return {
      gridId,
      gridVersion: version,
      from: new Date(atMs).toISOString(),
      hours,
      minutes,
      paceMps: PACE_MPS,
      swathM,
      riskMethod: risk.method,
      expected: risk.expected,
      ...plan,
      walked: walked === undefined ? null : { riskShare: walkedShare },
    };
  }

  return {
    suggest(question: PlanQuestion): Promise<SuggestedPatrol | undefined> {
      const key = JSON.stringify(question);
      const known = kept.get(key);
      if (known) return known;
      const answer = suggest(question);
      kept.set(key, answer);
      answer.catch(() => kept.delete(key));
      return answer;
    },
    close: () => pool.destroy(),
  };
}

export type PatrolPlanner = ReturnType<typeof createPatrolPlanner>;
