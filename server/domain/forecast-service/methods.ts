import {
  bandwidthOf,
  CELL_RISK,
  cellArea,
  cellRates,
  memoryD,
  type Weighed,
} from '../risk/cell-risk.ts';

/** How a forecast remembers incidents and spreads them. */
export interface ForecastMethod {
  /** An incident so long ago counts half; null: all count alike. */
  halfLifeD: number | null;
  /** Older incidents are left out; null: none. */
  historyD: number | null;
  /** Whether incidents are spread by a Gaussian kernel; else each counts where it was. */
  spread: boolean;
}

/** The method meant to serve. */
export const SERVED = CELL_RISK.method;

/** The method meant to serve, and the simple ones it has to be better than. Another rule is another name. */
export const FORECAST_METHODS: Readonly<Record<string, ForecastMethod>> = {
  [SERVED]: { halfLifeD: CELL_RISK.halfLifeD, historyD: CELL_RISK.historyD, spread: true },
  'all-time-counts/1': { halfLifeD: null, historyD: null, spread: false },
  '90-day-counts/1': { halfLifeD: null, historyD: 90, spread: false },
  'kernel-density/1': { halfLifeD: null, historyD: null, spread: true },
};
export const FORECAST_BASELINES: readonly string[] = Object.keys(FORECAST_METHODS).filter(
  (name) => name !== SERVED,
);

/**
 * Incidents a day to be expected in every cell by a method. `incidents` carry the number in each cell as the method remembers them
 * (decayed, cut off), `spanD` the days since the first one known.
 */
export function methodRates(
  name: string,
  cells: readonly Weighed[],
  incidents: readonly Weighed[],
  spanD: number,
): Float64Array {
  const { halfLifeD, historyD, spread } = FORECAST_METHODS[name]!;
  const rememberedD = Math.min(spanD, historyD ?? Number.POSITIVE_INFINITY);
  const days = halfLifeD === null ? rememberedD : memoryD(rememberedD, halfLifeD);
  if (spread) return cellRates(cells, incidents, days);
  const counts = new Map(incidents.map(({ cell, weight }) => [cell, weight]));
  return Float64Array.from(cells, ({ cell, weight }) =>
    days > 0 ? (weight * (counts.get(cell) ?? 0)) / days : 0,
  );
}

/** What is said of a method beside its name, for cells like this one. */
export function methodParameters(name: string, cell: string | undefined): Record<string, number> {
  const { halfLifeD, historyD, spread } = FORECAST_METHODS[name]!;
  return {
    ...(halfLifeD === null ? {} : { halfLifeD }),
    ...(historyD === null ? {} : { historyD }),
    ...(spread
      ? { bandwidthM: cell === undefined ? CELL_RISK.bandwidthM : bandwidthOf(cellArea(cell)) }
      : {}),
  };
}
