import type { Interval } from '../../../contract/patrols/verdict.ts';
import { type Edges, signedDistance } from '../../geo/polygon-edges.ts';

/** Below this length, metres, the distance to the border is taken as linear. */
const LEAF_M = 2;

/** `near`: inside, or outside by less than the error of the positions themselves. */
export type Share = Interval & { near: number };

const ALL: Share = { low: 1, best: 1, high: 1, near: 1 };
const NONE: Share = { low: 0, best: 0, high: 0, near: 0 };

/**
 * Measures which share of a straight step lies inside a polygon: `best` inside the border, `low` inside by more than `r` metres,
 * `high` inside or less than `r` metres outside, `near` the same with `nearM`, which is no more than `r`. The distance to a border changes by at most a metre a metre, so most steps are
 * decided by one distance, or by that of a step before.
 */
export function createInsideShare(edges: Edges) {
  /** Where the distance was last measured, metres, and the distance. */
  const last = { x: 0, y: 0, distance: Number.NaN };

  /** Exact signed distance, or a bound of the same sign where that is at least `enough`. */
  const distanceAt = (x: number, y: number, enough: number): number => {
    const moved = Math.sqrt((x - last.x) ** 2 + (y - last.y) ** 2);
    if (moved === 0) return last.distance;
    const bound = Math.abs(last.distance) - moved;
    if (bound >= enough) return last.distance > 0 ? bound : -bound;
    last.distance = signedDistance(edges, x, y);
    last.x = x;
    last.y = y;
    return last.distance;
  };

  const share = (x1: number, y1: number, x2: number, y2: number, r: number, nearM = 0): Share => {
    const half = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) / 2;
    const mx = (x1 + x2) / 2;
    const my = (y1 + y2) / 2;
    const middle = distanceAt(mx, my, half + r);
    if (Math.abs(middle) >= half + r) return middle > 0 ? ALL : NONE;
    if (2 * half <= LEAF_M) {
      const a = distanceAt(x1, y1, Number.POSITIVE_INFINITY);
      const b = distanceAt(x2, y2, Number.POSITIVE_INFINITY);
      return {
        low: shareAbove(a, b, r),
        best: shareAbove(a, b, 0),
        high: shareAbove(a, b, -r),
        near: shareAbove(a, b, -nearM),
      };
    }
    const one = share(x1, y1, mx, my, r, nearM);
    const two = share(mx, my, x2, y2, r, nearM);
    return {
      low: (one.low + two.low) / 2,
      best: (one.best + two.best) / 2,
      high: (one.high + two.high) / 2,
      near: (one.near + two.near) / 2,
    };
  };
  return share;
}

/** Share of a linear run from a to b that lies above a level. */
function shareAbove(a: number, b: number, level: number): number {
  if (a > level) return b > level ? 1 : (a - level) / (a - b);
  return b > level ? (b - level) / (b - a) : 0;
}
