import { DURATION, KEY, LOOK, START, STRIDE, TO } from './glide.ts';
import { worldLength } from './mercator.ts';

/** Steps kept for all officers together; at 4,000 fixes a second a minute of everyone's way, in a town hours. */
export const SEGMENTS = 2 ** 18;
/** A trail fades away over this, s. */
export const TRAIL_S = 600;
/** Shorter than about 2 m is no step. */
const STEP = worldLength(0.00002);

/** Steps of all officers in order of arrival, the oldest overwritten: `column` as glide.ts says, LOOK 1 for a step out of the grid. */
export function createTrails() {
  const column = new Float32Array(SEGMENTS * STRIDE);
  let count = 0;
  let next = 0;
  /** Steps ever added: what a reader of the column has not seen yet are the last of them. */
  let added = 0;
  return {
    column,
    count: () => count,
    added: () => added,
    /** Adds a step unless it is too short; returns whether it was. */
    add(
      key: number,
      [fromX, fromY]: readonly [number, number],
      [x, y]: readonly [number, number],
      { startS, durationS, isOff }: { startS: number; durationS: number; isOff: boolean },
    ): boolean {
      if (Math.hypot(x - fromX, y - fromY) < STEP) return false;
      const at = next * STRIDE;
      column[at] = fromX;
      column[at + 1] = fromY;
      column[at + TO] = x;
      column[at + TO + 1] = y;
      column[at + START] = startS;
      column[at + DURATION] = durationS;
      column[at + LOOK] = isOff ? 1 : 0;
      column[at + KEY] = key;
      next = (next + 1) % SEGMENTS;
      count = Math.min(count + 1, SEGMENTS);
      added++;
      return true;
    },
    clear() {
      count = 0;
      next = 0;
      added = 0;
    },
  };
}

export type Trails = ReturnType<typeof createTrails>;
