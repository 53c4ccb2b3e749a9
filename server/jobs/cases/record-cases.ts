import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../../db/store/open.ts';
import { recordChangedCases } from '../../services/cases/record-cases.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = 5_000;

/** Puts cases that changed on record for the figures until closed. */
export const startRecordingCases = ({
  db,
  isOurs,
  log,
  now,
}: {
  db: Db;
  now: () => number;
  isOurs: IsOurs;
  log: FastifyBaseLogger;
}): Worker =>
  startWorker({
    look: async () => void (await recordChangedCases(db, now())),
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'cases not recorded for the figures'),
  });
