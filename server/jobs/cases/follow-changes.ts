import type { FastifyBaseLogger } from 'fastify';
import { followAreas } from '../../services/cases/follow-areas.ts';
import { followCalendar } from '../../services/cases/follow-calendar.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';
import type { DeadlineWatchOptions } from './watch-deadlines.ts';

const EVERY_MS = 10_000;

/** Lets cases follow the calendar of holidays and areas that are redrawn under them until closed. */
export const startFollowingChanges = ({
  db,
  isOurs,
  log,
  now,
  onCases,
}: DeadlineWatchOptions & { log: FastifyBaseLogger; isOurs: IsOurs }): Worker =>
  startWorker({
    look: async () => {
      for (const follow of [followCalendar, followAreas])
        for (let moved = await follow(db, now()); moved; moved = await follow(db, now()))
          if (moved.length > 0) onCases(moved);
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'cases do not follow the calendar or areas'),
  });
