import type { Fix } from '../fix.ts';
import { marksToMask } from '../marks.ts';

/** Equal coordinates for as long as this are frozen; a real receiver's position wanders. */
export const FROZEN_MIN_MS = 120_000;

const STALE = marksToMask(['stale']);
const FROZEN = marksToMask(['frozen']);
const DUPLICATE_TIME = marksToMask(['duplicate-time']);

/** Marks all but the most accurate of the fixes one handheld gives for one moment. `masks` runs beside canonical fixes. */
export function markDuplicateTimes(fixes: readonly Fix[], masks: Uint16Array): void {
  let kept = -1;
  fixes.forEach((fix, i) => {
    if (masks[i] !== 0) return;
    const rival = fixes[kept];
    if (!rival || rival.t !== fix.t || rival.handheldId !== fix.handheldId) kept = i;
    else if ((fix.accuracyM ?? 1e9) < (rival.accuracyM ?? 1e9)) {
      masks[kept]! |= DUPLICATE_TIME;
      kept = i;
    } else masks[i]! |= DUPLICATE_TIME;
  });
}

/**
 * Marks the repeats of a position to the last digit: `stale` where a cached position came again for a short while, `frozen` where
 * it stood for FROZEN_MIN_MS or more. The first of a run stays.
 */
export function markRepeats(fixes: readonly Fix[], masks: Uint16Array): void {
  let run: number[] = [];
  const close = () => {
    const [first, last] = [fixes[run[0]!], fixes[run.at(-1)!]];
    if (first && last && run.length > 1) {
      const mark = last.t - first.t >= FROZEN_MIN_MS ? FROZEN : STALE;
      for (const i of run.slice(1)) masks[i]! |= mark;
    }
    run = [];
  };
  fixes.forEach((fix, i) => {
    if (masks[i] !== 0) return;
    const first = fixes[run[0] ?? -1];
    if (first && (first.lng !== fix.lng || first.lat !== fix.lat)) close();
    run.push(i);
  });
  close();
}
