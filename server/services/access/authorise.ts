import type { Level } from '../../contract/areas/area.ts';
import type { Route } from '../../contract/routes/route.ts';
import { isTopArea, readStandings, type Standing } from '../../db/access/standings.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { type Call, type Named, namedBy } from './claims.ts';
import { seesPersons } from './sees-persons.ts';

/**
 * May whoever holds an area do this to that, as of then? The one place that decides it. To read a thing it must have been the area's at
 * some time of those asked for; to change it, at all of them. What belongs to all areas, or to none, is the top area's. Throws
 * `not-found` for what the address names and the caller may not see, `forbidden` for everything else.
 */
export async function authorise(
  db: Db,
  route: Route,
  call: Call,
  { areaId, nowMs, personsUpTo }: { areaId: number; nowMs: number; personsUpTo: Level },
): Promise<void> {
  if (route.scope === 'top-area' && !(await isTopArea(db, areaId, nowMs)))
    throw new Refusal('forbidden', 'this belongs to all areas and so to the top one');
  if (route.asksPurpose && route.access === 'look' && !(await seesPersons(db, areaId, personsUpTo)))
    throw new Refusal('forbidden', `above the level ${personsUpTo} positions are shown by cells`);
  const changes = route.method !== 'GET';
  for (const named of namedBy(route, call, nowMs)) {
    const standings = await readStandings(db, named.thing, named.claims, { areaId, nowMs });
    for (const [k, standing] of standings.entries())
      judge(named, named.claims[k]!.key, standing, { areaId, changes });
  }
}

function judge(
  { thing, inPath }: Named,
  key: number | string,
  standing: Standing | undefined,
  { areaId, changes }: { areaId: number; changes: boolean },
): void {
  if (inPath && !standing?.seen)
    throw new Refusal('not-found', `there is no ${thing} ${key} in your area`);
  // A code nobody has yet is for the route to make or to refuse.
  if (!standing && typeof key === 'string') return;
  if (standing?.seen && (standing.held || !changes)) return;
  const whose = standing?.seen ? `is of ${standing.others}, not only` : 'is not';
  throw new Refusal('forbidden', `${thing} ${key} ${whose} within area ${areaId} and below it`);
}
