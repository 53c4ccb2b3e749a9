import { cellsOf, logScore, scoreAreas } from '../analysis/backtest/scores.ts';

/** Shares of an area at which forecasts are scored. */
export const AREA_SHARES = [0.01, 0.02, 0.05, 0.1];

/** How a forecast of a day did, the shares of the area in the order of AREA_SHARES. */
export interface DayScore {
  /** Incidents in the cells of the forecast. */
  incidents: number;
  cells: number;
  /** Cells picked, incidents in them, and the most that as many cells held. */
  picked: number[];
  hits: number[];
  best: number[];
  /** Sum over incidents of the log of the share forecast for their cell. */
  logScore: number;
}

/** Scores what was expected of cells by what happened in them. */
export function scoreDay(expected: Float64Array, actual: Float64Array): DayScore {
  const areas = scoreAreas(expected, actual, AREA_SHARES);
  return {
    incidents: actual.reduce((sum, count) => sum + count, 0),
    cells: actual.length,
    picked: AREA_SHARES.map((share) => cellsOf(share, actual.length)),
    hits: areas.map(({ hits }) => hits),
    best: areas.map(({ best }) => best),
    logScore: logScore(expected, actual),
  };
}
