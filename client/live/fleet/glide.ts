import { worldLength } from './mercator.ts';

/** A glide lasts as long as the wait for the position did, within these bounds, s. */
const SHORTEST_S = 0.8;
const LONGEST_S = 12;
/** Farther than this is a jump, not a walk: drawn at once. About 300 m. */
const JUMP = worldLength(0.003);

/**
 * Floats of one glide in a column of them: from x, y, to x, y (Web Mercator less an origin), when it started and how long it takes
 * (s), a look and a key. The map's shaders read the same eight.
 */
export const STRIDE = 8;
export const FROM = 0;
export const TO = 2;
export const START = 4;
export const DURATION = 5;
export const LOOK = 6;
export const KEY = 7;

/** Where a glide has come to at `nowS`. */
export function placeAt(column: Float32Array, slot: number, nowS: number): [x: number, y: number] {
  const at = slot * STRIDE;
  const duration = column[at + DURATION]!;
  const share = duration > 0 ? clamp((nowS - column[at + START]!) / duration, 0, 1) : 1;
  const along = (axis: number) => {
    const from = column[at + FROM + axis]!;
    return from + (column[at + TO + axis]! - from) * share;
  };
  return [along(0), along(1)];
}

/** Stands a glide at a place. */
export function stand(
  column: Float32Array,
  slot: number,
  x: number,
  y: number,
  nowS: number,
): void {
  column.set([x, y, x, y, nowS, 0], slot * STRIDE);
}

/**
 * Sends a glide on to a new place, from where it is drawn now; a jump stands at once. Returns whether it walks there: not where the
 * place is the old one.
 */
export function retarget(
  column: Float32Array,
  slot: number,
  x: number,
  y: number,
  nowS: number,
): boolean {
  const at = slot * STRIDE;
  if (column[at + TO] === Math.fround(x) && column[at + TO + 1] === Math.fround(y)) return false;
  const [fromX, fromY] = placeAt(column, slot, nowS);
  if (Math.hypot(x - fromX, y - fromY) > JUMP) {
    stand(column, slot, x, y, nowS);
    return false;
  }
  const waited = clamp(nowS - column[at + START]!, SHORTEST_S, LONGEST_S);
  column.set([fromX, fromY, x, y, nowS, waited], at);
  return true;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
