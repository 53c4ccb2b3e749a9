import type { FastifyBaseLogger } from 'fastify';
import { followCalendar } from '../../services/cases/follow-calendar.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';
import type { DeadlineWatchOptions } from './watch-deadlines.ts';

const EVERY_MS = 10_000;

/** Lets deadlines in working time follow the calendar of holidays until closed. */
export const startFollowingCalendar = ({
  db,
  isOurs,
  log,
  now,
  onCases,
}: DeadlineWatchOptions & { log: FastifyBaseLogger; isOurs: IsOurs }): Worker =>
  startWorker({
    look: async () => {
      for (
        let moved = await followCalendar(db, now());
        moved;
        moved = await followCalendar(db, now())
      )
        if (moved.length > 0) onCases(moved);
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'deadlines do not follow the calendar'),
  });
