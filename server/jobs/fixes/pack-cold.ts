import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { packDay } from '../../db/fixes/cold/chunks.ts';
import {
  createFixPartitions,
  dateOf,
  dropEmptyPartition,
  nextHandheldOf,
  partitionDaysBefore,
} from '../../db/fixes/partitions.ts';
import type { Db } from '../../db/store/open.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

/** Partitions of so many days from today on are made before anybody needs them. */
const DAYS_AHEAD = 2;

export interface PackOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  /** Fixes of sessions older than this are packed. */
  coldAfterDays: number;
  stop?: AbortSignal;
}

/**
 * Packs the fixes of every day that is old enough, the oldest day first, handheld by handheld, each in a commit of its own: whoever is
 * stopped, or killed, goes on where it was. A day that is packed loses its partition. Returns how many fixes it packed.
 */
export async function packCold({ db, now, log, coldAfterDays, stop }: PackOptions) {
  const days = await partitionDaysBefore(db, Math.floor(now() / DAY_MS) - coldAfterDays);
  let packed = 0;
  for (const [k, day] of days.entries()) {
    const done = { handhelds: 0, fixes: 0, bytes: 0 };
    let handheldId = await nextHandheldOf(db, day, 0);
    while (handheldId !== undefined && !stop?.aborted) {
      const chunk = await packDay(db, { handheldId, day }, now());
      done.handhelds += chunk ? 1 : 0;
      done.fixes += chunk?.fixes ?? 0;
      done.bytes += chunk?.bytes ?? 0;
      handheldId = await nextHandheldOf(db, day, handheldId);
    }
    packed += done.fixes;
    if (stop?.aborted) break;
    const gone = (await nextHandheldOf(db, day, 0)) === undefined && (await dropDay(db, day, log));
    if (done.fixes > 0 || gone) {
      log.info(
        { day: dateOf(day), ...done, daysLeft: days.length - 1 - k },
        'fixes of a day packed',
      );
    }
  }
  return packed;
}

/** Whoever is at work on fixes keeps the partition until the next look. */
const dropDay = (db: Db, day: number, log: PackOptions['log']) =>
  dropEmptyPartition(db, day).catch((error: unknown) => {
    log.warn({ err: error }, 'the partition of a packed day is kept for now');
    return false;
  });

/** Makes partitions ahead and packs what is old, every hour until closed. */
export function startPacking({
  isOurs,
  ...options
}: Omit<PackOptions, 'stop'> & { isOurs?: IsOurs }): Worker {
  const { db, log, now } = options;
  const partitions = createFixPartitions(db);
  return startWorker({
    async look(stop) {
      const ahead = Array.from({ length: DAYS_AHEAD + 1 }, (_, k) => now() + k * DAY_MS);
      await partitions.ensure(ahead);
      await packCold({ ...options, stop });
    },
    firstMs: MINUTE_MS,
    restMs: HOUR_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'old fixes not packed'),
  });
}
