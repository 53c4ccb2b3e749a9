import { HOUR_MS } from '../../../contract/units.ts';
import { roundTo } from './interval.ts';
import type { Visit } from './union-coverage.ts';

/** Hours since each cell was last seen, to a tenth; null where no visit saw it. In the order of `cells`; visits after `nowMs` do not count. */
export function stalenessOf(
  cells: readonly string[],
  visits: readonly Visit[],
  nowMs: number,
): { cell: string; hours: number | null }[] {
  const lastMs = new Map<string, number>();
  for (const { atMs, cells: seen } of visits) {
    if (atMs > nowMs) continue;
    for (const cell of seen) lastMs.set(cell, Math.max(atMs, lastMs.get(cell) ?? atMs));
  }
  return cells.map((cell) => {
    const atMs = lastMs.get(cell);
    return { cell, hours: atMs === undefined ? null : roundTo((nowMs - atMs) / HOUR_MS, 1) };
  });
}
