import type { Shift } from '../../contract/areas/area-import.ts';
import { fromWgs84, toWgs84 } from '../../contract/areas/datum.ts';
import type { Datum, LngLat } from '../../contract/areas/geo.ts';
import { median } from '../analysis/numerics/median.ts';

/** Where an area lies by a file as it was read, and by the record; WGS-84. */
export interface PlacePair {
  file: LngLat;
  record: LngLat;
}

/** Redrawn areas move by less; the datums of China are 300 to 1,200 m apart. */
const SHIFT_MIN_M = 100;
/** Another datum fits where it leaves at most this part of the shift. */
const LEFT_MAX = 0.25;
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];
const M_PER_DEG = 111_320;

const metresBetween = (a: LngLat, b: LngLat) =>
  M_PER_DEG * Math.hypot(a.lat - b.lat, (a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180));

/** Whether a file that was read in a datum would lie where the record is if it were of another; null where it would not. */
export function findShift(pairs: readonly PlacePair[], readAs: Datum): Shift | null {
  if (pairs.length === 0) return null;
  const offBy = (datum: Datum) =>
    median(
      Float64Array.from(pairs, ({ file, record }) =>
        metresBetween(toWgs84(fromWgs84(file, readAs), datum), record),
      ),
    );
  const metres = offBy(readAs);
  if (metres < SHIFT_MIN_M) return null;
  const others = DATUMS.filter((datum) => datum !== readAs).map((datum) => ({
    datum,
    leftM: Math.round(offBy(datum)),
  }));
  const best = others.reduce((a, b) => (b.leftM < a.leftM ? b : a));
  return best.leftM <= LEFT_MAX * metres ? { metres: Math.round(metres), ...best } : null;
}
