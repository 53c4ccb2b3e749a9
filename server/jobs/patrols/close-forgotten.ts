import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import { forgottenPatrols, reconcileOfficer } from '../../db/patrols/declared.ts';
import type { Db } from '../../db/store/open.ts';
import { lookEvery } from '../worker/interval.ts';

const EVERY_MS = 5 * MINUTE_MS;

export interface CloseOptions {
  db: Db;
  now: () => number;
}

/** Ends patrols under way for so long that their end must have been forgotten; when, the fixes say. Returns whose. */
export async function closeForgotten({ db, now }: CloseOptions): Promise<number[]> {
  const forgotten = await forgottenPatrols(db, now());
  for (const { officerId, startMs } of forgotten)
    await reconcileOfficer(db, officerId, {
      fromMs: startMs,
      toMs: startMs,
      nowMs: now(),
      dueAt: now(),
    });
  return forgotten.map(({ officerId }) => officerId);
}

/** Looks every few minutes until stopped; tells whose patrols it ended. */
export function startClosing({
  log,
  onClosed,
  ...options
}: CloseOptions & { log: FastifyBaseLogger; onClosed: (officerId: number) => void }) {
  return lookEvery(EVERY_MS, async () => {
    try {
      for (const officerId of await closeForgotten(options)) onClosed(officerId);
    } catch (error) {
      log.warn({ err: error }, 'forgotten patrols not ended');
    }
  });
}
