import gcoord from 'gcoord';
import type { Datum, LngLat } from '../../../server/contract/areas/geo.ts';

const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** A place of one datum in another; the map is in WGS-84, what is sent in the handheld's own. */
export function inDatum({ lng, lat }: LngLat, from: Datum, to: Datum): LngLat {
  if (from === to) return { lng, lat };
  const [toLng, toLat] = gcoord.transform([lng, lat], CRS[from], CRS[to]);
  return { lng: toLng!, lat: toLat! };
}
