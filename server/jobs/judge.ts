import type { FastifyBaseLogger } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Outcome } from '../contract/verdict.ts';
import type { Db } from '../db/open.ts';
import { gatherPatrolFacts, type PatrolFacts } from '../db/patrol-facts.ts';
import {
  finishVerdictJob,
  leaseVerdictJobs,
  postponeVerdictJob,
  type VerdictJob,
} from '../db/verdict-jobs.ts';
import { recordVerdict } from '../db/verdicts.ts';
import { defaultNorm } from '../domain/default-norm.ts';
import { type GridGeometry, gridGeometry } from '../domain/geo/grid-geometry.ts';
import { judgePatrol } from '../domain/verification/judge-patrol.ts';

const BATCH = 4;
const POLL_MS = 1_000;
const BACKOFF_MS = 5_000;
const BACKOFF_MAX_MS = 10 * 60_000;

export interface JudgeOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  onVerdict: (officerId: number, patrolId: number, outcome: Outcome) => void;
}

/** Grids kept ready for judging. */
const GEOMETRIES_MAX = 1_000;

export type JudgePatrol = (officerId: number, patrolId: number) => Promise<Outcome | null>;

/**
 * Judges one ended patrol from its facts and puts the verdict on record; resolves to the outcome if that is a new
 * version. Grids are prepared once: a version of a grid never changes.
 */
export function createPatrolJudge({ db, now }: Pick<JudgeOptions, 'db' | 'now'>): JudgePatrol {
  const geometries = new LRUCache<string, GridGeometry>({ max: GEOMETRIES_MAX });
  const geometryOf = ({ id, version, polygon }: PatrolFacts['grid'], swathM: number) => {
    const key = `${id}/${version}/${swathM}`;
    const geometry = geometries.get(key) ?? gridGeometry({ polygon }, swathM);
    geometries.set(key, geometry);
    return geometry;
  };
  return async (officerId, patrolId) => {
    const facts = await gatherPatrolFacts(db, officerId, patrolId);
    if (!facts) return null;
    const norm = facts.norm ?? { id: 0, ...defaultNorm() };
    const verdict = judgePatrol({
      patrol: facts.patrol,
      fixes: facts.fixes,
      grid: { version: facts.grid.version, polygon: facts.grid.polygon },
      geometry: geometryOf(facts.grid, norm.rules.swathM),
      norm: { version: norm.version, rules: norm.rules },
      timeZone: facts.grid.timeZone,
      history: facts.history,
      others: facts.others,
    });
    const added = await recordVerdict(db, {
      officerId,
      patrolId,
      normId: norm.id,
      decidedAt: now(),
      verdict,
    });
    return added ? verdict.outcome : null;
  };
}

/** Works off verdict jobs until stopped. Jobs are rows, so a restart goes on where it was. */
export function startJudge(options: JudgeOptions) {
  const { db, now, log } = options;
  const judgeOne = createPatrolJudge(options);
  let stopped = false;
  let wake: () => void = () => {};

  async function work(job: VerdictJob): Promise<void> {
    try {
      const outcome = await judgeOne(job.officerId, job.patrolId);
      await finishVerdictJob(db, job);
      if (outcome) options.onVerdict(job.officerId, job.patrolId, outcome);
    } catch (error) {
      log.error({ err: error, officerId: job.officerId, patrolId: job.patrolId }, 'verdict failed');
      const wait = Math.min(BACKOFF_MS * 2 ** (job.attempts - 1), BACKOFF_MAX_MS);
      await postponeVerdictJob(db, job, now() + wait, String(error)).catch(() => {});
    }
  }

  const done = (async () => {
    while (!stopped) {
      const jobs = await leaseVerdictJobs(db, now(), BATCH).catch(() => []);
      // Side by side: while the store reads for one, another is judged.
      await Promise.all(jobs.map(work));
      if (jobs.length < BATCH && !stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, POLL_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();

  return {
    async stop() {
      stopped = true;
      wake();
      await done;
    },
  };
}
