import type { Interval } from '../../../contract/patrols/verdict.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import type { Movement } from './movement.ts';
import { nearestPasses } from './nearest-pass.ts';

/** What was seen of a grid's patrollable cells. */
export interface Coverage {
  /** Share of the cells' weight; 0 where the grid has none. */
  share: Interval;
  /** Share of the cells' risk, where risk is given. */
  riskShare: Interval | null;
  /** H3 indexes by the best estimate, sorted. */
  seen: string[];
  missed: string[];
}

/**
 * Cells seen from the track: the middle of a cell's patrollable part lies within the swath of the path walked. `best` takes the
 * path as it is; for `low` and `high` it is a standard deviation (and what sparse sampling hides) farther or nearer, so a cell of
 * `low` was seen with 84 % probability, and so was none beyond `high`. Riding sees nothing; idling sees what is around.
 */
export function coverageOf(
  movement: Movement,
  geometry: GridGeometry,
  risk?: Readonly<Record<string, number>>,
): Coverage {
  const { cellIds, cellWeight, swathM } = geometry;
  const { distanceM, rM } = nearestPasses(movement, geometry);
  const levels = {
    low: (i: number) => distanceM[i]! + rM[i]! <= swathM,
    best: (i: number) => distanceM[i]! <= swathM,
    high: (i: number) => distanceM[i]! - rM[i]! <= swathM,
  };
  const shareOf = (worth: (i: number) => number): Interval => {
    const total = cellIds.reduce((sum, _, i) => sum + worth(i), 0);
    const of = (seen: (i: number) => boolean) =>
      total > 0 ? cellIds.reduce((sum, _, i) => sum + (seen(i) ? worth(i) : 0), 0) / total : 0;
    return { low: of(levels.low), best: of(levels.best), high: of(levels.high) };
  };
  return {
    share: shareOf((i) => cellWeight[i]!),
    riskShare: risk ? shareOf((i) => cellWeight[i]! * (risk[cellIds[i]!] ?? 0)) : null,
    seen: cellIds.filter((_, i) => levels.best(i)),
    missed: cellIds.filter((_, i) => !levels.best(i)),
  };
}
