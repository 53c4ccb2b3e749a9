import type { GridGeometry } from '../geo/grid-geometry.ts';
import type { XY } from '../geo/local-frame.ts';
import { combStarts, shortestComb } from './comb.ts';
import { cutPath, type Ground, lengthOf, riskOf, seenFrom } from './ground.ts';
import { layRoute } from './route.ts';

/** Pace of a patrol that looks round, m/s. Source: comfortable walking speed of adults is 1.2 to 1.4 (Bohannon 1997), less stops. */
export const PACE_MPS = 1.1;

export interface Way {
  path: XY[];
  lengthM: number;
  /** Share of the grid's risk seen from it, 0 to 1. */
  riskShare: number;
  /** Marks of the cells seen, in the order of the geometry's cells. */
  seen: Uint8Array;
}

export interface Suggestion {
  /** The route that sees the most risk in the time. */
  route: Way;
  /** The shortest comb through the grid walked for the same time, from the corner from which it sees most. */
  comb: Way;
  /** Share of the risk such a comb sees on average over its four corners: one walked by who knows nothing of the risk. */
  combRiskShare: number;
  /** How long the whole comb takes, minutes. */
  combMinutes: number;
}

/**
 * A patrol of so many minutes that sees the most risk, beside a comb of the same time. `risk` is in the order of the geometry's cells;
 * without any risk every part is worth its area, so that the route is a comb too. Where a comb cut to the time sees more, it is the route.
 */
export function suggestPatrol(
  geometry: GridGeometry,
  risk: Float64Array,
  minutes: number,
  start?: XY,
): Suggestion {
  const worth = risk.some((value) => value > 0) ? risk : geometry.cellWeight;
  const ground: Ground = { ...geometry, risk: worth };
  const total = worth.reduce((sum, value) => sum + value, 0);
  const way = (path: XY[]): Way => {
    const seen = seenFrom(ground, path);
    return {
      path,
      lengthM: lengthOf(path),
      riskShare: total > 0 ? riskOf(ground, seen) / total : 0,
      seen,
    };
  };
  const budgetM = minutes * 60 * PACE_MPS;
  const whole = shortestComb(ground);
  const more = (a: Way, b: Way) => (b.riskShare > a.riskShare ? b : a);
  const combs = combStarts(whole).map((path) => way(cutPath(path, budgetM)));
  const comb = combs.reduce(more);
  const done = (route: Way): Suggestion => ({
    route,
    comb,
    combRiskShare: combs.reduce((sum, { riskShare }) => sum + riskShare / combs.length, 0),
    combMinutes: lengthOf(whole) / PACE_MPS / 60,
  });
  // Nothing sees more than all there is.
  if (!start && comb.riskShare > 1 - 1e-9) return done(comb);
  const laid = way(layRoute(ground, budgetM, start));
  return done(start ? laid : more(laid, comb));
}
