import type { MultiPolygon } from '../../../contract/areas/geo.ts';
import type { Mark } from '../../../contract/fixes/fix.ts';
import { maskToMarks } from '../../../contract/fixes/mark-mask.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Fix } from '../../entrance/fix.ts';
import { gridGeometry } from '../../geo/grid-geometry.ts';
import { placeByClock } from '../clock/place-by-clock.ts';
import { cleanTrack } from '../track/clean-track.ts';

/** The fixes of a patrol in canonical order, at the server's time, with every mark they are judged by, not only those given at the entrance. */
export function markJudged(
  fixes: readonly Fix[],
  grid: { polygon: MultiPolygon },
  rules: NormRules,
): { fix: Fix; marks: Mark[] }[] {
  const { fixes: canonical } = placeByClock(fixes);
  const { masks } = cleanTrack(canonical, rules, gridGeometry(grid, rules.swathM));
  return canonical.map((fix, i) => ({ fix, marks: maskToMarks(masks[i]!) }));
}
