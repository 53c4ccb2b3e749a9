import { bbox } from '@turf/bbox';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { AreaCollection } from '../../server/contract/areas/area.ts';
import { toWgs84 } from '../../server/contract/areas/datum.ts';
import type { Datum, LngLat } from '../../server/contract/areas/geo.ts';

/** Of a long track this many points, evenly taken, decide. */
const SAMPLE = 400;

/** Finds the grid that holds the most points of a track; its code, or null where no grid holds any. */
export function createGridFinder({ features }: AreaCollection) {
  const grids = features
    .filter(({ geometry }) => geometry.coordinates.length > 0)
    .map((feature) => ({ code: feature.properties.code, feature, box: bbox(feature) }));
  return (points: readonly LngLat[], datum: Datum): string | null => {
    const step = Math.max(1, Math.floor(points.length / SAMPLE));
    const held = new Map<string, number>();
    for (let i = 0; i < points.length; i += step) {
      const { lng, lat } = toWgs84(points[i]!, datum);
      for (const { code, feature, box } of grids) {
        const [west, south, east, north] = box;
        if (lng < west || lng > east || lat < south || lat > north) continue;
        if (booleanPointInPolygon([lng, lat], feature.geometry))
          held.set(code, (held.get(code) ?? 0) + 1);
      }
    }
    // Of two that hold as many, the first by code: the same track finds the same grid.
    const best = [...held].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0];
    return best?.[0] ?? null;
  };
}
