import type { Db } from '../../server/db/store/open.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { incidentsOf, plantHotSpots } from '../simulator/reports/incidents.ts';
import { toIncidentInput } from '../simulator/wire/wire.ts';
import type { World } from '../simulator/world/world.ts';

const BATCH = 2_000;

/** Stores the incidents of a deployment between two moments (Unix ms) that are not there yet. */
export async function reportIncidents(
  db: Db,
  world: World,
  { fromMs, toMs, signal }: { fromMs: number; toMs: number; signal?: AbortSignal },
): Promise<void> {
  const known = await db.selectFrom('incidents').select('id').execute();
  const stored = new Set(known.map(({ id }) => id));
  const missing = [...incidentsOf(world, plantHotSpots(world, fromMs, toMs), fromMs, toMs)].filter(
    ({ id }) => !stored.has(id),
  );
  for (let at = 0; at < missing.length; at += BATCH) {
    signal?.throwIfAborted();
    await putIncidents(db, missing.slice(at, at + BATCH).map(toIncidentInput));
  }
}
