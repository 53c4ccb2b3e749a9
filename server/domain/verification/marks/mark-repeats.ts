import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { Fix } from '../../entrance/fix.ts';

/** Equal coordinates for as long as this are frozen; a real receiver's position wanders. */
export const FROZEN_MIN_MS = 120_000;

const STALE = marksToMask(['stale']);
const FROZEN = marksToMask(['frozen']);
const DUPLICATE_TIME = marksToMask(['duplicate-time']);

/** Marks all but the most accurate of the fixes one handheld gives for one moment. `masks` runs beside canonical fixes. */
export function markDuplicateTimes(fixes: readonly Fix[], masks: Uint16Array): void {
  let kept = -1;
  for (let i = 0; i < fixes.length; i++) {
    if (masks[i] !== 0) continue;
    const fix = fixes[i]!;
    const rival = kept < 0 ? undefined : fixes[kept]!;
    if (rival?.t !== fix.t || rival.handheldId !== fix.handheldId) kept = i;
    else if ((fix.accuracyM ?? 1e9) < (rival.accuracyM ?? 1e9)) {
      masks[kept]! |= DUPLICATE_TIME;
      kept = i;
    } else masks[i]! |= DUPLICATE_TIME;
  }
}

/**
 * Marks the repeats of a position to the last digit: `stale` where a cached position came again for a short while, `frozen` where
 * it stood for FROZEN_MIN_MS or more. The first of a run stays.
 */
export function markRepeats(fixes: readonly Fix[], masks: Uint16Array): void {
  /** First and last fix of the run of one position. */
  let first = -1;
  let last = -1;
  const close = () => {
    if (last === first) return;
    const mark = fixes[last]!.t - fixes[first]!.t >= FROZEN_MIN_MS ? FROZEN : STALE;
    for (let i = first + 1; i <= last; i++) if (masks[i] === 0) masks[i] = mark;
  };
  for (let i = 0; i < fixes.length; i++) {
    if (masks[i] !== 0) continue;
    if (first < 0 || !samePlace(fixes[first]!, fixes[i]!)) {
      close();
      first = i;
    }
    last = i;
  }
  close();
}

const samePlace = (a: Fix, b: Fix) => a.lng === b.lng && a.lat === b.lat;
