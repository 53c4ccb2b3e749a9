import type { FastifyBaseLogger } from 'fastify';
import type { Outcome } from '../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { setPatrolGrid } from '../../db/patrols/settle.ts';
import {
  finishVerdictJob,
  leaseVerdictJobs,
  postponeVerdictJob,
  type VerdictJob,
} from '../../db/queue/verdict-jobs.ts';
import type { Db } from '../../db/store/open.ts';
import { recordVerdict } from '../../db/verdicts/verdicts.ts';
import { nameComparedPatrols } from '../../services/verdicts/compared-later.ts';
import { gatherPatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { createWaitingTracks } from '../../services/verdicts/waiting-tracks.ts';
import { createRest } from '../worker/rest.ts';
import { createJudgePool, type JudgePool } from './judge-pool.ts';
import { settleEnd, walkedElsewhere } from './settle-patrol.ts';

const BATCH = 4;
const POLL_MS = 1_000;
const BACKOFF_MS = 5_000;
const BACKOFF_MAX_MS = 10 * MINUTE_MS;

export interface JudgeOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Threads that judge; with none, patrols are judged on the server's own. */
  threads?: number;
  onVerdict: (officerId: number, patrolId: number, outcome: Outcome) => void;
}

export type JudgePatrol = (
  officerId: number,
  patrolId: number,
  job?: VerdictJob,
) => Promise<Outcome | null>;

/**
 * Judges one ended patrol from its facts and puts the verdict on record; resolves to the outcome if that is a new
 * version. Judges where it is called unless a pool is given.
 */
export function createPatrolJudge({
  db,
  now,
  pool = createJudgePool(0),
}: Pick<JudgeOptions, 'db' | 'now'> & { pool?: JudgePool }): JudgePatrol {
  const waiting = createWaitingTracks();
  return async (officerId, patrolId, job) => {
    if (job) waiting.leased(job);
    const gather = (gridId: number | null = null) =>
      gatherPatrolFacts(db, officerId, patrolId, waiting, gridId);
    const decidedAt = now();
    let facts = await gather();
    if (!facts || (await settleEnd(db, facts, decidedAt))) return null;
    const { declaredGridId } = facts.patrol;
    if (declaredGridId !== null) facts = (await gather(declaredGridId))!;
    let judged = await pool.judge(facts);
    const walked = await walkedElsewhere(db, facts, judged.verdict);
    if (walked !== null) {
      facts = (await gather(walked))!;
      judged = await pool.judge(facts);
    }
    if (walked !== null || declaredGridId !== null)
      await setPatrolGrid(db, { officerId, id: patrolId, gridId: facts.grid.id }, decidedAt);
    const { late, ...judgement } = judged;
    const added = await recordVerdict(db, { officerId, patrolId, decidedAt, ...judgement });
    if (added) await nameComparedPatrols(db, facts, late, decidedAt);
    return added ? judgement.verdict.outcome : null;
  };
}

/** Works off verdict jobs until stopped. Jobs are rows, so a restart goes on where it was. */
export function startJudge(options: JudgeOptions) {
  const { db, now, log } = options;
  const pool = createJudgePool(options.threads ?? 0);
  const judgeOne = createPatrolJudge({ db, now, pool });
  let stopped = false;
  const rest = createRest();

  async function workOff(job: VerdictJob): Promise<void> {
    try {
      const outcome = await judgeOne(job.officerId, job.patrolId, job);
      await finishVerdictJob(db, job);
      if (outcome) options.onVerdict(job.officerId, job.patrolId, outcome);
    } catch (error) {
      log.error({ err: error, officerId: job.officerId, patrolId: job.patrolId }, 'verdict failed');
      const wait = Math.min(BACKOFF_MS * 2 ** (job.attempts - 1), BACKOFF_MAX_MS);
      await postponeVerdictJob(db, job, now() + wait, String(error)).catch(() => {});
    }
  }

  const done = (async () => {
    const running = new Set<Promise<void>>();
    while (!stopped) {
      const jobs = await leaseVerdictJobs(db, now(), BATCH).catch(() => []);
      for (const job of jobs) {
        const work = workOff(job).finally(() => running.delete(work));
        running.add(work);
      }
      // Side by side: while the store reads for one, others are judged; the next are taken before the last are done.
      while (running.size > BATCH / 2 && jobs.length === BATCH) await Promise.race(running);
      if (jobs.length < BATCH && !stopped) await rest.for(POLL_MS);
    }
    await Promise.all(running);
    await pool.close();
  })();

  return {
    async stop() {
      stopped = true;
      rest.wake();
      await done;
    },
  };
}
