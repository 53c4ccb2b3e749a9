import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { dropOrphansBefore } from '../../db/fixes/orphan-fixes.ts';
import { dropFixesBefore } from '../../db/fixes/partitions.ts';
import { dropTracksBefore } from '../../db/patrols/patrol-tracks.ts';
import type { Db } from '../../db/store/open.ts';

const EVERY_MS = HOUR_MS;

/** Patrols are compared with tracks this far back; older ones need not be kept packed. */
const TRACK_DAYS = 15;

/** So long fixes wait for an assignment to be put on record for their time. */
const ORPHAN_DAYS = 30;

/**
 * Drops positions older than a number of days, whole days at a time; verdicts and their figures stay. Packed tracks go with them, and
 * once nobody is compared with them any more; positions that belong to nobody go sooner.
 */
export function startRetention(options: {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Days positions are kept; 0 keeps them for good. */
  days: number;
}): { stop(): void } {
  const { db, now, log, days } = options;
  const sweep = async () => {
    try {
      const dropped = days === 0 ? [] : await dropFixesBefore(db, now() - days * DAY_MS);
      if (dropped.length) log.info({ dropped }, 'positions past their retention dropped');
      const orphans = await dropOrphansBefore(
        db,
        now() - Math.min(days || ORPHAN_DAYS, ORPHAN_DAYS) * DAY_MS,
      );
      if (orphans) log.info({ orphans }, 'positions that belonged to nobody dropped');
      await dropTracksBefore(db, now() - Math.min(days || TRACK_DAYS, TRACK_DAYS) * DAY_MS);
    } catch (error) {
      log.warn({ err: error }, 'retention failed');
    }
  };
  void sweep();
  const timer = setInterval(sweep, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
