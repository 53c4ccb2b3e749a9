import type { FastifyBaseLogger } from 'fastify';
import type { Outcome } from '../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { lookForArrivals } from '../../db/cases/arrivals.ts';
import { fixesOf } from '../../db/fixes/stored-fix.ts';
import { setPatrolGrid } from '../../db/patrols/settle.ts';
import { type VerdictJob, verdictJobs } from '../../db/queue/verdict-jobs.ts';
import type { Db } from '../../db/store/open.ts';
import { recordVerdict } from '../../db/verdicts/verdicts.ts';
import { nameComparedPatrols } from '../../services/verdicts/compared-later.ts';
import { gatherPatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { gatherSignatures } from '../../services/verdicts/signatures.ts';
import { createWaitingTracks } from '../../services/verdicts/waiting-tracks.ts';
import { createWork } from '../worker/work-off.ts';
import type { Worker } from '../worker/worker.ts';
import { createJudgePool, type JudgePool } from './judge-pool.ts';
import { settleEnd, walkedElsewhere } from './settle-patrol.ts';

const POLL_MS = 1_000;
const BACKOFF_MS = 5_000;
const BACKOFF_MAX_MS = 10 * MINUTE_MS;
/** Side by side: while the store reads for one, others are judged. */
const AT_ONCE = 6;

export interface JudgeOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'error' | 'warn'>;
  /** Threads that judge; with none, patrols are judged on the server's own. */
  threads?: number;
  /** Patrols judged side by side. */
  atOnce?: number;
  /** Told of every new version of a verdict. */
  onVerdict?: (officerId: number, patrolId: number, outcome: Outcome) => void;
  /** Told of every patrol judged, whether that gave a new version or not. */
  onJudged?: () => unknown;
}

/** `knownMs`: since when the patrol has waited for this judgement, Unix ms; its end unless told. */
export type JudgePatrol = (
  officerId: number,
  patrolId: number,
  knownMs?: number,
) => Promise<Outcome | null>;

/**
 * Judges one ended patrol from its facts and puts the verdict on record; resolves to the outcome if that is a new
 * version. A patrol whose positions are past their retention keeps the verdict it has. Judges where it is called unless a pool is given.
 */
export function createPatrolJudge({
  db,
  now,
  pool = createJudgePool(0),
}: Pick<JudgeOptions, 'db' | 'now'> & { pool?: JudgePool }): JudgePatrol {
  const reader = createWaitingTracks();
  return async (officerId, patrolId, dueMs) => {
    const gather = (gridId: number | null = null) =>
      gatherPatrolFacts(db, officerId, patrolId, { reader, gridId });
    const decidedAt = now();
    let facts = await gather();
    if (!facts || (await settleEnd(db, facts, decidedAt))) return null;
    const waitedIn = facts.grid;
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
    const { own } = facts;
    const signatures = await gatherSignatures(db, fixesOf(facts.fixes), judgement.sessions);
    const added = await recordVerdict(db, {
      ...{ officerId, patrolId, decidedAt, own, signatures },
      ...judgement,
    });
    // The same verdict rests on the same fixes: nothing new is seen by them.
    if (!added) return null;
    const { endMs, startMs } = facts.patrol;
    const knownMs = dueMs ?? endMs;
    await lookForArrivals(db, { officerId, fromMs: startMs, toMs: endMs });
    await nameComparedPatrols(db, { ...facts, waitedIn, knownMs }, late, decidedAt);
    return judgement.verdict.outcome;
  };
}

/** Works off verdict jobs; jobs are rows, so a restart goes on where it was. Its threads go with the work. */
function createJudge(options: JudgeOptions) {
  const { db, now, log, threads = 0, atOnce = AT_ONCE, onVerdict, onJudged } = options;
  const pool = createJudgePool(threads);
  const judgeOne = createPatrolJudge({ db, now, pool });
  const work = createWork<VerdictJob>({
    atOnce,
    lease: (room) => verdictJobs.lease(db, now(), room),
    async work(job) {
      const { dueMs, officerId, patrolId } = job;
      const outcome = await judgeOne(officerId, patrolId, dueMs);
      await verdictJobs.finish(db, [job]);
      onJudged?.();
      if (outcome) onVerdict?.(officerId, patrolId, outcome);
    },
    postpone(job, error) {
      const { attempts, officerId, patrolId } = job;
      log.error({ err: error, officerId, patrolId }, 'verdict failed');
      const waitMs = Math.min(BACKOFF_MS * 2 ** (attempts - 1), BACKOFF_MAX_MS);
      return verdictJobs.postpone(db, [job], now() + waitMs, String(error));
    },
  });
  return { ...work, closePool: pool.close };
}

/** Judges what is due until closed. */
export function startJudge(options: JudgeOptions): Worker {
  const judge = createJudge(options);
  const worker = judge.start({
    restMs: POLL_MS,
    retryMs: BACKOFF_MS,
    onError: (error) => options.log.warn({ err: error }, 'verdict jobs not leased'),
  });
  return { wake: worker.wake, close: () => worker.close().finally(judge.closePool) };
}

/** Judges until nothing is due; throws what failed first, and where `stop` is aborted. */
export function judgeDue(options: JudgeOptions, stop?: AbortSignal): Promise<void> {
  const judge = createJudge(options);
  return judge.drain(stop).finally(judge.closePool);
}
