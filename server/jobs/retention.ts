import type { FastifyBaseLogger } from 'fastify';
import { dropFixesBefore } from '../db/fix-partitions.ts';
import type { Db } from '../db/open.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;

/** Drops positions older than a number of days, whole days at a time; verdicts and their figures stay. */
export function startRetention(options: {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Days positions are kept; 0 keeps them for good. */
  days: number;
}): { stop(): void } {
  const { db, now, log, days } = options;
  const sweep = () =>
    dropFixesBefore(db, now() - days * DAY_MS).then(
      (dropped) =>
        dropped.length && log.info({ dropped }, 'positions past their retention dropped'),
      (error: unknown) => log.warn({ err: error }, 'retention failed'),
    );
  if (days === 0) return { stop() {} };
  void sweep();
  const timer = setInterval(sweep, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
