import type { FastifyBaseLogger } from 'fastify';
import type { Alert } from '../../contract/console/console.ts';
import { findAlert, standingSos } from '../../db/alerts/alerts.ts';
import type { Db } from '../../db/store/open.ts';
import { startWorker, type Worker } from '../worker/worker.ts';

/** So long a call for help that another server took is unknown to the consoles of this one. */
const EVERY_MS = 1_000;
/** Every so many looks what stands unchanged is told again: every half a minute. */
const REPEAT_LOOKS = 30;

export interface SosWatchOptions {
  db: Db;
  onAlert: (alert: Alert) => void;
}

/**
 * Tells of calls for help that nobody has acknowledged: of one it has not told of or that has changed at once, of the others again and
 * again, and once more when somebody has acknowledged. By the store, so whichever server took them.
 */
export function createSosWatch({ db, onAlert }: SosWatchOptions) {
  let told = new Map<number, Alert>();
  let looks = 0;
  return async function look(): Promise<void> {
    const standing = await standingSos(db);
    const again = looks++ % REPEAT_LOOKS === 0;
    for (const alert of standing)
      if (again || JSON.stringify(told.get(alert.id)) !== JSON.stringify(alert)) onAlert(alert);
    const now = new Map(standing.map((alert) => [alert.id, alert]));
    for (const before of told.values()) {
      const seen = now.has(before.id) ? undefined : await findAlert(db, before);
      if (seen) onAlert(seen);
    }
    told = now;
  };
}

/** Looks until closed. Every server tells its own consoles. */
export const startSosWatch = ({
  log,
  ...options
}: SosWatchOptions & { log: FastifyBaseLogger }): Worker =>
  startWorker({
    look: createSosWatch(options),
    restMs: EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'calls for help not read'),
  });
