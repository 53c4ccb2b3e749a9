import type { Mark } from '../../../contract/fixes/fix.ts';
import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import { type Detector, rangesOf } from './context.ts';

/** A detector of the share of fixes that carry a mark: weak from the first fix, strong from `strongFrom` (share, 0 to 1). */
export function markedShare(mark: Mark, strongFrom: number): Detector {
  const bit = marksToMask([mark]);
  return ({ fixes, masks }) => {
    const ranges = rangesOf(fixes, (_, i) => (masks[i]! & bit) !== 0);
    if (ranges.length === 0) return null;
    const share = masks.reduce((sum, mask) => sum + (mask & bit ? 1 : 0), 0) / fixes.length;
    return {
      strength: share >= strongFrom ? 'strong' : 'weak',
      measured: share,
      threshold: strongFrom,
      share,
      fixes: ranges,
    };
  };
}
