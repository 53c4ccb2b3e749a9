import type { XY } from '../geo/local-frame.ts';
import { type Ground, riskOf, seenFrom } from './ground.ts';
import { insertStops } from './insertion.ts';

/** Places a route may turn at; more take too long. */
const STOPS_MAX = 400;
/** Rounds in which a stretch of the route is taken out and laid again. */
const ROUNDS = 12;
/** Share of the stops a round takes out. */
const STRETCH = 0.3;

/**
 * A route of at most `budgetM` metres that sees as much risk as it can: an orienteering problem whose prizes lie along the legs. Laid by
 * insertion, shortened by 2-opt, then improved by taking a stretch out and laying it again, kept where better. Legs are straight.
 * Deterministic. Sources: Golden, Levy and Vohra 1987 (orienteering); Croes 1958 (2-opt); Schrimpf et al. 2000 (ruin and recreate).
 */
export function layRoute(ground: Ground, budgetM: number, start?: XY): XY[] {
  const stops = stopsOf(ground);
  if (stops.length === 0) return start ? [start] : [];
  const grow = (base: readonly XY[]) => extend(ground, stops, base, budgetM, start !== undefined);
  const worth = (path: readonly XY[]) => riskOf(ground, seenFrom(ground, path));
  let best = grow([start ?? stops[0]!]);
  let bestRisk = worth(best);
  for (let round = 0; round < ROUNDS; round++) {
    const length = Math.max(1, Math.floor(best.length * STRETCH));
    // Golden-section steps reach every part of the route without a random number.
    const at = Math.floor(((round * 0.618034) % 1) * (best.length - length + 1));
    const kept = best.filter((_, k) => (start && k === 0) || k < at || k >= at + length);
    if (kept.length === 0) break;
    const other = grow(kept);
    const risk = worth(other);
    if (risk > bestRisk * (1 + 1e-9)) [best, bestRisk] = [other, risk];
  }
  return best;
}

/** Middles of cells with risk, spread evenly: in each square the one of most risk, the riskiest first. */
function stopsOf({ cellX, cellY, risk, swathM }: Ground): XY[] {
  const order = Array.from(risk.keys())
    .filter((cell) => risk[cell]! > 0)
    .sort((a, b) => risk[b]! - risk[a]! || a - b);
  for (let squareM = swathM; ; squareM *= 1.2) {
    const squares = new Map<string, XY>();
    for (const cell of order) {
      const at = { x: cellX[cell]!, y: cellY[cell]! };
      const square = `${Math.floor(at.x / squareM)} ${Math.floor(at.y / squareM)}`;
      if (!squares.has(square)) squares.set(square, at);
    }
    if (squares.size <= STOPS_MAX) return [...squares.values()];
  }
}

/** Inserts stops while the budget lasts, shortening the route whenever nothing more fits. */
function extend(
  ground: Ground,
  stops: readonly XY[],
  base: readonly XY[],
  budgetM: number,
  fixedStart: boolean,
): XY[] {
  let path = [...base];
  for (;;) {
    const grown = shorten(insertStops(ground, stops, path, budgetM, fixedStart), fixedStart);
    if (grown.length === path.length) return grown;
    path = grown;
  }
}

/** 2-opt on an open path: turns stretches round while that makes it shorter. */
function shorten(path: readonly XY[], fixedStart: boolean): XY[] {
  const best = [...path];
  const leg = (i: number, j: number) => {
    const [a, b] = [best[i], best[j]];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  for (let better = true; better; ) {
    better = false;
    for (let i = fixedStart ? 1 : 0; i < best.length - 1; i++)
      for (let j = i + 1; j < best.length; j++)
        if (leg(i - 1, j) + leg(i, j + 1) < leg(i - 1, i) + leg(j, j + 1) - 1e-6) {
          best.splice(i, j - i + 1, ...best.slice(i, j + 1).reverse());
          better = true;
        }
  }
  return best;
}
