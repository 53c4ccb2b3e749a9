import gcoord from 'gcoord';
import type { Datum, LngLat } from './geo.ts';

const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** A position of a stated datum as WGS-84 (library gcoord; exact outside China, within about 1 m inside). */
export const toWgs84 = (position: LngLat, datum: Datum): LngLat =>
  inDatum(position, datum, 'wgs84');

/** A WGS-84 position as a handheld of the stated datum would give it. */
export const fromWgs84 = (position: LngLat, datum: Datum): LngLat =>
  inDatum(position, 'wgs84', datum);

/** A position of one datum in another. */
export function inDatum({ lng, lat }: LngLat, from: Datum, to: Datum): LngLat {
  if (from === to) return { lng, lat };
  const [toLng, toLat] = gcoord.transform([lng, lat], CRS[from], CRS[to]);
  return { lng: toLng!, lat: toLat! };
}
