import { LEVELS, type Level } from '../../contract/areas/area.ts';
import { levelOf } from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';

/** Whether whoever holds an area is shown persons, or cells in their place: levels above `upTo` see nobody's way. */
export async function seesPersons(db: Db, areaId: number, upTo: Level): Promise<boolean> {
  if (upTo === LEVELS[0]) return true;
  const level = await levelOf(db, areaId);
  return LEVELS.indexOf(level) >= LEVELS.indexOf(upTo);
}
