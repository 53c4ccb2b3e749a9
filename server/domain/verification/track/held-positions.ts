import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { Fix } from '../../entrance/fix.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import { type Track, trackOf } from './clean-track.ts';

const HELD = marksToMask(['stale', 'frozen']);

/**
 * The track with the last repeat of a position where silence follows: until then the handheld was heard, and only from then on is it
 * silent. Where movement follows, repeats stay out, for they would make a leap of what was a step.
 */
export function withHeldPositions(
  track: Track,
  fixes: readonly Fix[],
  masks: Uint16Array,
  maxGapMs: number,
  frame: LocalFrame,
): Track {
  if (track.n === 0) return track;
  const kept: Fix[] = [];
  let held: Fix | null = null;
  for (let i = 0; i < fixes.length; i++) {
    const fix = fixes[i]!;
    const last = kept.at(-1);
    if (masks[i] === 0) {
      if (held && fix.t - last!.t > maxGapMs) kept.push(held);
      kept.push(fix);
      held = null;
    } else if (masks[i]! & HELD && last?.lng === fix.lng && last.lat === fix.lat) held = fix;
  }
  if (held) kept.push(held);
  return kept.length > track.n ? trackOf(kept, frame) : track;
}
