import type { Mark } from '../../../contract/fixes/fix.ts';
import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { Fix } from '../../entrance/fix.ts';

/** Marks that say the handheld was on and could be heard, but told nothing that counts: such a gap is no bad reception. */
const NOT_SILENT: readonly Mark[] = ['mock', 'frozen', 'late', 'future'];
/** Marks of a position that was held while the handheld lay still. */
const HELD: readonly Mark[] = ['frozen', 'stale'];

/** What is known of a gap between two accepted fixes, Unix ms. */
export interface GapFilling {
  /** Fixes that excuse nothing run through it. */
  filledAt: (fromMs: number, toMs: number) => boolean;
  /** One position was repeated through it: the handheld stayed where it was. */
  heldAt: (fromMs: number, toMs: number) => boolean;
}

export const gapFilling = (
  fixes: readonly Fix[],
  masks: Uint16Array,
  maxGapMs: number,
): GapFilling => ({
  filledAt: createRunsThrough(fixes, masks, marksToMask(NOT_SILENT), maxGapMs),
  heldAt: createRunsThrough(fixes, masks, marksToMask(HELD), maxGapMs),
});

/** Answers whether fixes with some mark run through a gap with no silence longer than `maxGapMs`. */
function createRunsThrough(
  fixes: readonly Fix[],
  masks: Uint16Array,
  bits: number,
  maxGapMs: number,
) {
  const times = fixes.filter((_, i) => masks[i]! & bits).map(({ t }) => t);
  return (fromMs: number, toMs: number): boolean => {
    const within = times.filter((t) => t > fromMs && t < toMs);
    if (within.length === 0) return false;
    return [...within, toMs].every((t, i) => t - (within[i - 1] ?? fromMs) <= maxGapMs);
  };
}
