import type { Interval } from '../../contract/verdict.ts';
import { type Edges, signedDistance } from '../geo/polygon-edges.ts';

/** Below this length, metres, the distance to the border is taken as linear. */
const LEAF_M = 2;

/**
 * Measures which share of a straight step lies inside a polygon: `best` inside the border, `low` inside by more than `r` metres,
 * `high` inside or less than `r` metres outside. The distance to a border changes by at most a metre a metre, so most steps are
 * decided by one distance, or by that of a step before.
 */
export function createInsideShare(edges: Edges) {
  let [lastX, lastY, lastDistance] = [0, 0, Number.NaN];

  /** Exact signed distance, or a bound of the same sign where that is at least `enough`. */
  const distanceAt = (x: number, y: number, enough: number): number => {
    const moved = Math.sqrt((x - lastX) ** 2 + (y - lastY) ** 2);
    if (moved === 0) return lastDistance;
    const bound = Math.abs(lastDistance) - moved;
    if (bound >= enough) return lastDistance > 0 ? bound : -bound;
    lastDistance = signedDistance(edges, x, y);
    lastX = x;
    lastY = y;
    return lastDistance;
  };

  const share = (x1: number, y1: number, x2: number, y2: number, r: number): Interval => {
    const half = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) / 2;
    const mx = (x1 + x2) / 2;
    const my = (y1 + y2) / 2;
    const middle = distanceAt(mx, my, half + r);
    if (Math.abs(middle) >= half + r) {
      const all = middle > 0 ? 1 : 0;
      return { low: all, best: all, high: all };
    }
    if (2 * half <= LEAF_M) {
      const a = distanceAt(x1, y1, Number.POSITIVE_INFINITY);
      const b = distanceAt(x2, y2, Number.POSITIVE_INFINITY);
      return { low: shareAbove(a, b, r), best: shareAbove(a, b, 0), high: shareAbove(a, b, -r) };
    }
    const one = share(x1, y1, mx, my, r);
    const two = share(mx, my, x2, y2, r);
    return {
      low: (one.low + two.low) / 2,
      best: (one.best + two.best) / 2,
      high: (one.high + two.high) / 2,
    };
  };
  return share;
}

/** Share of a linear run from a to b that lies above a level. */
function shareAbove(a: number, b: number, level: number): number {
  if (a > level) return b > level ? 1 : (a - level) / (a - b);
  return b > level ? (b - level) / (b - a) : 0;
}
