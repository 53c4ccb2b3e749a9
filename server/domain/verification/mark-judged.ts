import type { Mark } from '../../contract/fix.ts';
import type { MultiPolygon } from '../../contract/geo.ts';
import type { NormRules } from '../../contract/norm.ts';
import type { Fix } from '../fix.ts';
import { gridGeometry } from '../geo/grid-geometry.ts';
import { maskToMarks } from '../marks.ts';
import { cleanTrack } from './clean-track.ts';
import { canonicalFixes } from './fix-set.ts';

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
