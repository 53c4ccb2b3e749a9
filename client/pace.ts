/** Least wait between two drawings of what moves, ms; enough for walkers to glide. */
export const FRAME_MS = 42;
/** The same for whoever asked for less motion: walkers step. */
export const CALM_FRAME_MS = 1_000;

/**
 * Decides at each animation frame whether to draw what moves. The frame after a drawing comes as late as that drawing took: rest
 * twice as long, so that a machine without a graphics card stays at half its strength for everything else.
 * @param drawnMs When the last drawing began, on the clock of animation frames.
 * @param leastMs Least wait between two drawings.
 */
export function createPace(drawnMs: number, leastMs = FRAME_MS): (nowMs: number) => boolean {
  let costMs: number | null = null;
  return (nowMs) => {
    costMs ??= nowMs - drawnMs;
    if (nowMs - drawnMs < Math.max(leastMs, 2 * costMs)) return false;
    drawnMs = nowMs;
    costMs = null;
    return true;
  };
}
