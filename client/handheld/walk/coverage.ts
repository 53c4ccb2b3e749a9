import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OwnCell } from '../../../server/contract/handhelds/own.ts';
import { toPlane } from '../../geo/plane.ts';

/** Ids of the cells whose middle lies within the swath of a step from one place to the next; what the server judges by, without its care for accuracy. */
export function seenOnStep(
  cells: readonly OwnCell[],
  { from, to, swathM }: { from: LngLat; to: LngLat; swathM: number },
): string[] {
  const plane = toPlane(from);
  const { x: dx, y: dy } = plane(to);
  const squared = dx * dx + dy * dy;
  return cells.flatMap(({ id, middle }) => {
    const { x, y } = plane(middle);
    const along = squared > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / squared)) : 0;
    return Math.hypot(x - along * dx, y - along * dy) <= swathM ? [id] : [];
  });
}
