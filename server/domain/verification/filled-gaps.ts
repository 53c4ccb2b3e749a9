import type { Fix } from '../fix.ts';
import { marksToMask } from '../marks.ts';

/** Marks that say the handheld was on and could be heard, but told nothing that counts: such a gap is no bad reception. */
const NOT_SILENT = marksToMask(['mock', 'frozen', 'late', 'future']);

/** Answers whether fixes with such marks run through a gap with no silence longer than `maxGapMs`. */
export function createFilledAt(fixes: readonly Fix[], masks: Uint16Array, maxGapMs: number) {
  const times = fixes.filter((_, i) => masks[i]! & NOT_SILENT).map(({ t }) => t);
  return (fromMs: number, toMs: number): boolean => {
    const within = times.filter((t) => t > fromMs && t < toMs);
    if (within.length === 0) return false;
    return [...within, toMs].every((t, i) => t - (within[i - 1] ?? fromMs) <= maxGapMs);
  };
}
