import type { MultiPolygon } from '../../../contract/areas/geo.ts';
import type { Mark } from '../../../contract/fixes/fix.ts';
import { maskToMarks } from '../../../contract/fixes/mark-mask.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Fix } from '../../entrance/fix.ts';
import { gridGeometry } from '../../geo/grid-geometry.ts';
import { cleanTrack } from '../track/clean-track.ts';
import { canonicalFixes } from '../track/fix-set.ts';

/** The fixes of a patrol in canonical order with every mark they are judged by, not only those given at the entrance. */
export function markJudged(
  fixes: readonly Fix[],
  grid: { polygon: MultiPolygon },
  rules: NormRules,
): { fix: Fix; marks: Mark[] }[] {
  const canonical = canonicalFixes(fixes);
  const { masks } = cleanTrack(canonical, rules, gridGeometry(grid, rules.swathM));
  return canonical.map((fix, i) => ({ fix, marks: maskToMarks(masks[i]!) }));
}
