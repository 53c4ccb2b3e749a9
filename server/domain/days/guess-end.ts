import type { NormRules } from '../../contract/norms/norm.ts';
import type { Fix } from '../entrance/fix.ts';
import type { GridGeometry } from '../geo/grid-geometry.ts';
import { placeByClock } from '../verification/clock/place-by-clock.ts';
import { recognisePatrols } from '../verification/recognise-patrols.ts';

/**
 * When a patrol ended of which nobody said so, Unix ms: with the first walk in its grid as patrols are recognised without any button; where none
 * is seen, with the last that was heard; where nothing was, at the latest moment it can have.
 */
export function guessEnd(
  fixes: readonly Fix[],
  grid: GridGeometry,
  rules: NormRules,
  { startMs, untilMs }: { startMs: number; untilMs: number },
): number {
  const walk = recognisePatrols(fixes, grid, rules).find(({ endMs }) => endMs > startMs);
  if (walk) return Math.min(Math.round(walk.endMs), untilMs);
  const heard = placeByClock(fixes).fixes.filter(
    ({ t, marks }) => marks.length === 0 && startMs <= t && t <= untilMs,
  );
  return heard.at(-1)?.t ?? untilMs;
}
