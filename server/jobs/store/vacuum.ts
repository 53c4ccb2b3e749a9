import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import { grownTables, vacuumTable } from '../../db/maintenance/vacuum.ts';
import type { Db } from '../../db/store/open.ts';
import { startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = 5 * MINUTE_MS;

/** Vacuums tables that grew, one after the other: the store is free for others in between. Returns which. */
export async function vacuumGrown(db: Db, stop?: AbortSignal): Promise<string[]> {
  const vacuumed: string[] = [];
  for (const name of await grownTables(db)) {
    if (stop?.aborted) break;
    await vacuumTable(db, name);
    vacuumed.push(name);
  }
  return vacuumed;
}

/** What a PostgreSQL server does by itself, for the embedded store, which has nobody to do it: looks every few minutes until closed. */
export const startVacuum = ({ db, log }: { db: Db; log: FastifyBaseLogger }): Worker =>
  startWorker({
    look: (stop) => vacuumGrown(db, stop),
    restMs: EVERY_MS,
    firstMs: EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'tables not vacuumed'),
  });
