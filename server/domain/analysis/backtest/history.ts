import type { ForecastCells } from './cells.ts';

/** What was known: moments in days (rising) and grid cells (-1 outside) of the incidents. */
export interface History {
  t: Float64Array;
  cell: Int32Array;
}

/** First row at or after a moment. */
export function rowAt({ t }: History, moment: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Counts on the grid of what happened before `origin`, each weighted by `weight` of its age in days.
 */
export function weighHistory(
  history: History,
  cells: ForecastCells,
  origin: number,
  weight: (ageD: number, t: number) => number,
): Float64Array {
  const counts = new Float64Array(cells.index.length);
  const end = rowAt(history, origin);
  for (let i = 0; i < end; i++) {
    const cell = history.cell[i]!;
    if (cell >= 0) counts[cell]! += weight(origin - history.t[i]!, history.t[i]!);
  }
  return counts;
}
