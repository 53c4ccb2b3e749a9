import type { Db } from '../../server/db/store/open.ts';
import { takeIncidents } from '../../server/services/incidents/store-incidents.ts';
import { createRandom } from '../simulator/random.ts';
import { incidentsOf, plantHotSpots, type SimIncident } from '../simulator/reports/incidents.ts';
import { toIncidentInput } from '../simulator/wire/wire.ts';
import type { World } from '../simulator/world/world.ts';

const BATCH = 2_000;

/**
 * Stores the incidents of a deployment between two moments (Unix ms) that are not there yet. What a patrol detected is reported by somebody's
 * handheld, whosever the grid is.
 */
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
  const reports = new Map<string | null, SimIncident[]>();
  for (const incident of missing) {
    const by = reporterOf(world, incident);
    const own = reports.get(by);
    if (own) own.push(incident);
    else reports.set(by, [incident]);
  }
  for (const [by, own] of reports)
    for (let at = 0; at < own.length; at += BATCH) {
      signal?.throwIfAborted();
      const incidents = own.slice(at, at + BATCH).map(toIncidentInput);
      await takeIncidents(db, { incidents, withdrawals: [] }, { by, within: null });
    }
}

function reporterOf(world: World, { id, foundBy }: SimIncident): string | null {
  if (foundBy === 'reported' || world.handhelds.length === 0) return null;
  return `handheld:${createRandom(`${world.seed}/finder/${id}`).pick(world.handhelds).code}`;
}
