import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import { forgottenPatrols } from '../../db/patrols/declared.ts';
import type { Db } from '../../db/store/open.ts';
import { DECLARED_MAX_MS } from '../../domain/days/declared-patrols.ts';
import { reconcileOfficer } from '../../services/patrols/reconcile-officer.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = 5 * MINUTE_MS;

export interface CloseOptions {
  db: Db;
  now: () => number;
}

/** Ends patrols under way for so long that their end must have been forgotten; when, the fixes say. Returns whose. */
export async function closeForgotten({ db, now }: CloseOptions): Promise<number[]> {
  const forgotten = await forgottenPatrols(db, now() - DECLARED_MAX_MS);
  for (const { officerId, startMs } of forgotten)
    await reconcileOfficer(db, officerId, {
      fromMs: startMs,
      toMs: startMs,
      nowMs: now(),
      dueAt: now(),
    });
  return forgotten.map(({ officerId }) => officerId);
}

/** Looks every few minutes until closed; tells whose patrols it ended. */
export const startClosing = ({
  log,
  isOurs,
  onClosed,
  ...options
}: CloseOptions & {
  log: FastifyBaseLogger;
  isOurs?: IsOurs;
  onClosed: (officerId: number) => void;
}): Worker =>
  startWorker({
    async look() {
      for (const officerId of await closeForgotten(options)) onClosed(officerId);
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'forgotten patrols not ended'),
  });
