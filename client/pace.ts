/** Least wait between two drawings of what moves, ms; enough for walkers to glide. */
export const FRAME_MS = 42;

/**
 * Decides at each animation frame whether to draw what moves. The frame after a drawing comes as late as that drawing took: rest
 * twice as long, so that a machine without a graphics card stays at half its strength for everything else.
 * @param drawnMs When the last drawing began, on the clock of animation frames.
 */
export function createPace(drawnMs: number): (nowMs: number) => boolean {
  let costMs: number | null = null;
  return (nowMs) => {
    costMs ??= nowMs - drawnMs;
    if (nowMs - drawnMs < Math.max(FRAME_MS, 2 * costMs)) return false;
    drawnMs = nowMs;
    costMs = null;
    return true;
  };
}
