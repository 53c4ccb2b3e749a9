import { DAY_MS } from '../../../contract/units.ts';
import { localTime } from '../../time/local-time.ts';

/** A cell and its share of ground: what `patrollableCells` gives. */
export interface WeightedCell {
  cell: string;
  weight: number;
}

/** What one patrol saw (`cells.seen` of its verdict), and when, Unix ms. */
export interface Visit {
  atMs: number;
  cells: readonly string[];
}

/** Share of the weight of `cells` that at least one visit saw, 0 to 1; 0 where there are no cells. */
export function unionCoverage(cells: readonly WeightedCell[], visits: readonly Visit[]): number {
  const seen = new Set(visits.flatMap((visit) => visit.cells));
  let [part, whole] = [0, 0];
  for (const { cell, weight } of cells) {
    whole += weight;
    if (seen.has(cell)) part += weight;
  }
  return whole > 0 ? part / whole : 0;
}

/** Coverage of each local day on which there was a visit, by day. */
export function coverageByDay(
  cells: readonly WeightedCell[],
  visits: readonly Visit[],
  timeZone: string,
): { day: string; coverage: number }[] {
  const days = new Map<string, Visit[]>();
  for (const visit of visits) {
    const { day } = localTime(visit.atMs, timeZone);
    days.set(day, [...(days.get(day) ?? []), visit]);
  }
  return [...days.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, those]) => ({ day, coverage: unionCoverage(cells, those) }));
}

/** Comb-like coverage (梳篦式): share of the cells seen at least once in the `days` before `untilMs`. */
export function periodCoverage(
  cells: readonly WeightedCell[],
  visits: readonly Visit[],
  untilMs: number,
  days: number,
): number {
  const sinceMs = untilMs - days * DAY_MS;
  return unionCoverage(
    cells,
    visits.filter(({ atMs }) => atMs > sinceMs && atMs <= untilMs),
  );
}
