import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { HandheldIncident } from '../../../server/contract/fixes/handheld.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import type { PatrolPlan } from '../day.ts';
import { createRandom } from '../random.ts';
import { filedUnder } from '../world/categories.ts';
import { roundDegrees } from '../world/plane.ts';
import type { World } from '../world/world.ts';
import { fieldsOf, SEVERITY } from './incidents.ts';

/** Share of patrols on which the officer finds something to report. */
const FIND_SHARE = 0.25;

/** What an officer finds on a patrol, as the handheld tells it: where one of the fixes is; mostly nothing. Equal worlds and plans give equal finds. */
export function findOf(
  world: World,
  plan: PatrolPlan,
  fixes: readonly Fix[],
): HandheldIncident | null {
  const random = createRandom(
    `${world.scenario}/${world.seed}/find/${plan.handheld.code}/${plan.startMs}`,
  );
  const fields = fieldsOf(world);
  if (fixes.length === 0 || fields.length === 0 || !random.chance(FIND_SHARE)) return null;
  const fix = random.pick(fixes);
  const { lng, lat } = fromWgs84(fix, plan.handheld.datum);
  return {
    id: String(fix.t),
    t: fix.t,
    position: { lng: roundDegrees(lng), lat: roundDegrees(lat) },
    category: random.pick(filedUnder(world.categories, random.pick(fields))).code,
    severity: random.weighted(SEVERITY),
  };
}
