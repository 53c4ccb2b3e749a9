import type { LngLat } from '../../contract/areas/geo.ts';
import type { NearOfficer } from '../../contract/people/message.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { beelineTo, minutesOnFoot } from '../geo/on-foot.ts';

/** Where somebody was so long ago says little of where they are. */
const LATELY_MS = 10 * MINUTE_MS;

/** The officers nearest to a place by minutes on foot, at most so many: those seen lately first, and of equals the nearer. */
export function nearestOfficers(
  seen: readonly (Omit<NearOfficer, 'walkMin'> & LngLat)[],
  { place, nowMs, most }: { place: LngLat; nowMs: number; most: number },
): NearOfficer[] {
  const awayM = beelineTo(place);
  return seen
    .map(({ officerId, name, t, ...position }) => ({
      ...{ officerId, name, t, away: awayM(position) },
      isOld: Number(nowMs - t > LATELY_MS),
    }))
    .sort((a, b) => a.isOld - b.isOld || a.away - b.away)
    .slice(0, most)
    .map(({ away, officerId, name, t }) => ({ officerId, name, t, walkMin: minutesOnFoot(away) }));
}
