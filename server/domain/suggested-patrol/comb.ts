import type { XY } from '../geo/local-frame.ts';
import { type Ground, lengthOf } from './ground.ts';

/** Directions tried, degrees apart. */
const TURN_DEG = 15;

/**
 * The shortest comb through a grid (梳篦): parallel lines two swaths apart, walked to and fro from end to end of the ground on them, in
 * the direction that makes it shortest. Every cell is seen but where the ground on a line is broken.
 * Source: boustrophedon coverage, Choset and Pignon 1997.
 */
export function shortestComb(ground: Ground): XY[] {
  let best: XY[] = [];
  let bestM = Number.POSITIVE_INFINITY;
  for (let degrees = 0; degrees < 180; degrees += TURN_DEG) {
    const path = combAt(ground, (degrees * Math.PI) / 180);
    const lengthM = lengthOf(path);
    if (path.length > 0 && lengthM < bestM) [best, bestM] = [path, lengthM];
  }
  return best;
}

function combAt({ cellX, cellY, swathM }: Ground, angle: number): XY[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < cellX.length; i++) {
    const across = cellY[i]! * cos - cellX[i]! * sin;
    lowest = Math.min(lowest, across);
    highest = Math.max(highest, across);
  }
  const count = Math.max(1, Math.ceil((highest - lowest) / (2 * swathM)));
  const ends = Array.from({ length: cellX.length > 0 ? count : 0 }, () => ({
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  }));
  const width = (highest - lowest) / count || 1;
  for (let i = 0; i < cellX.length; i++) {
    const along = cellX[i]! * cos + cellY[i]! * sin;
    const across = cellY[i]! * cos - cellX[i]! * sin;
    const line = ends[Math.min(count - 1, Math.floor((across - lowest) / width))]!;
    line.from = Math.min(line.from, along);
    line.to = Math.max(line.to, along);
  }
  const path: XY[] = [];
  let forth = true;
  for (const [k, { from, to }] of ends.entries()) {
    if (from > to) continue;
    const across = lowest + (k + 0.5) * width;
    const at = (along: number) => ({
      x: along * cos - across * sin,
      y: along * sin + across * cos,
    });
    path.push(...(forth ? [at(from), at(to)] : [at(to), at(from)]));
    forth = !forth;
  }
  return path;
}

/** The four ways to walk a comb: from each of its corners. */
export const combStarts = (comb: readonly XY[]): XY[][] => {
  // Walking every line the other way round swaps the ends of each.
  const mirrored = comb.map((_, k) => comb[k ^ 1] ?? comb[k]!);
  return [comb, mirrored].flatMap((path) => [[...path], [...path].reverse()]);
};
