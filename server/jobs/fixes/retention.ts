import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { dropSosPressesBefore } from '../../db/alerts/sos.ts';
import { dropCasePhotosBefore } from '../../db/cases/photos.ts';
import { dropOrphansBefore } from '../../db/fixes/orphan-fixes.ts';
import { dropFixesBefore } from '../../db/fixes/partitions.ts';
import { dropFoundBefore } from '../../db/incidents/found.ts';
import { dropOrphanIncidentsBefore } from '../../db/incidents/orphan-incidents.ts';
import { dropTracksBefore } from '../../db/patrols/patrol-tracks.ts';
import type { Db } from '../../db/store/open.ts';
import { forgetDelivered } from '../../db/webhooks/deliveries.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = HOUR_MS;
/** Patrols are compared with tracks this far back; older ones need not be kept packed. */
const TRACK_DAYS = 15;
/** Deliveries to webhooks and their events are kept so long after they were taken in. */
const DELIVERED_DAYS = 30;

/** So long fixes wait for an assignment to be put on record for their time. */
const ORPHAN_DAYS = 30;

/**
 * Drops positions older than a number of days, whole days at a time; verdicts and their figures stay. Packed tracks go with them, and
 * once nobody is compared with them any more; so do deliveries that were taken in. Positions that belong to nobody go sooner.
 */
export function startRetention(options: {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Days positions are kept; 0 keeps them for good. */
  days: number;
  isOurs?: IsOurs;
}): Worker {
  const { db, now, log, days, isOurs } = options;
  return startWorker({
    async look() {
      if (days > 0) {
        const before = now() - days * DAY_MS;
        const dropped = await dropFixesBefore(db, before);
        const presses = await dropSosPressesBefore(db, before);
        const photos =
          (await dropFoundBefore(db, before)) + (await dropCasePhotosBefore(db, before));
        if (dropped.length + presses + photos > 0)
          log.info({ dropped, presses, photos }, 'positions past their retention dropped');
      }
      const orphaned = now() - Math.min(days || ORPHAN_DAYS, ORPHAN_DAYS) * DAY_MS;
      const orphans = await dropOrphansBefore(db, orphaned);
      const found = await dropOrphanIncidentsBefore(db, orphaned);
      if (orphans + found > 0)
        log.info({ orphans, found }, 'positions and incidents that belonged to nobody dropped');
      await dropTracksBefore(db, now() - Math.min(days || TRACK_DAYS, TRACK_DAYS) * DAY_MS);
      await forgetDelivered(db, now() - DELIVERED_DAYS * DAY_MS);
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'retention failed'),
  });
}
