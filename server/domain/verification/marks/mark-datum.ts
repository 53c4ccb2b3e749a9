import { fromWgs84, toWgs84 } from '../../../contract/areas/datum.ts';
import type { Datum, LngLat } from '../../../contract/areas/geo.ts';
import type { Fix } from '../../entrance/fix.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import { toX, toY } from '../../geo/local-frame.ts';
import { signedDistance } from '../../geo/polygon-edges.ts';

/** Shares of fixes inside the grid: as told below the first, converted above the second, and the datum is doubted. */
const SHARE_AS_TOLD_MAX = 0.2;
const SHARE_CONVERTED_MIN = 0.8;
const SAMPLE = 100;

/** What the stored position would be, had the handheld's coordinate system been mislabelled so. */
const CORRECTIONS: readonly ((position: LngLat) => LngLat)[] = (
  ['gcj02', 'bd09'] as Datum[]
).flatMap((datum) => [
  (position: LngLat) => toWgs84(position, datum),
  (position: LngLat) => fromWgs84(position, datum),
]);

/**
 * Whether nearly all fixes lie outside the grid as told, and nearly all inside it once read as GCJ-02 or BD-09 (or once a needless
 * conversion is taken back): a systematic shift of 100 to 700 m that tells of a mislabelled handheld, not of an absent officer.
 */
export function datumSuspected(fixes: readonly Fix[], { frame, edges }: GridGeometry): boolean {
  if (fixes.length < 3) return false;
  const every = Math.max(1, Math.floor(fixes.length / SAMPLE));
  const sample = fixes.filter((_, i) => i % every === 0);
  const shareInside = (correct: (position: LngLat) => LngLat) =>
    sample.filter((fix) => {
      const { lng, lat } = correct(fix);
      return signedDistance(edges, toX(frame, lng), toY(frame, lat)) > 0;
    }).length / sample.length;
  if (shareInside((position) => position) > SHARE_AS_TOLD_MAX) return false;
  return CORRECTIONS.some((correct) => shareInside(correct) >= SHARE_CONVERTED_MIN);
}
