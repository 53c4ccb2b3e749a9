import { tieRanks } from '../numerics/ties.ts';

/** How a forecast did in one period at one share of the area. */
export interface AreaScore {
  /** Incidents in the cells picked. */
  hits: number;
  /** Incidents in the best cells one could have picked. */
  best: number;
}

/** Number of cells that a share of the area allows. */
export const cellsOf = (share: number, cells: number): number =>
  Math.max(1, Math.floor(share * cells + 1e-9));

/** Cells from the highest forecast down; of equals, rounding aside, the lower number first. */
export function rankCells(forecast: ArrayLike<number>): Uint32Array {
  const most = Array.from(forecast).reduce((greatest, value) => Math.max(greatest, value), 0);
  const rank = tieRanks(forecast, most * 1e-12);
  return Uint32Array.from({ length: forecast.length }, (_, i) => i).sort(
    (a, b) => rank[b]! - rank[a]! || a - b,
  );
}

/** Hits at every share of the area, beside the most that as many cells could hold. */
export function scoreAreas(
  forecast: Float64Array,
  actual: Float64Array,
  shares: number[],
): AreaScore[] {
  const rank = rankCells(forecast);
  const ideal = actual.slice().sort().reverse();
  return shares.map((share) => {
    const count = cellsOf(share, forecast.length);
    let hits = 0;
    let best = 0;
    for (let k = 0; k < count; k++) {
      hits += actual[rank[k]!]!;
      best += ideal[k]!;
    }
    return { hits, best };
  });
}

/** Share of probability given to every cell evenly before a log score, so that no surprise is infinite. */
const FLOOR = 1e-3;

/** Sum over incidents of the log of the share forecast for their cell; nothing for those outside. */
export function logScore(forecast: Float64Array, actual: Float64Array): number {
  const total = forecast.reduce((sum, value) => sum + value, 0);
  let score = 0;
  actual.forEach((count, cell) => {
    if (count === 0) return;
    const share = total > 0 ? forecast[cell]! / total : 0;
    score += count * Math.log((1 - FLOOR) * share + FLOOR / forecast.length);
  });
  return score;
}
