import type { Interval } from '../../contract/verdict.ts';
import type { GridGeometry } from '../geo/grid-geometry.ts';
import { visitBox } from '../geo/point-index.ts';
import type { Track } from './clean-track.ts';
import type { Movement } from './movement.ts';
import { SIGMA_PER_ACCURACY, unseenDeviationM } from './uncertainty.ts';

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
  track: Track,
  movement: Movement,
  maxGapMs: number,
  geometry: GridGeometry,
  risk?: Readonly<Record<string, number>>,
): Coverage {
  const { cells, swathM } = geometry;
  const nearest = nearestDistances(track, movement, maxGapMs, geometry);
  const seenWithin = (distances: Float64Array) => (i: number) => distances[i]! <= swathM;
  const levels = {
    low: seenWithin(nearest.pessimistic),
    best: seenWithin(nearest.best),
    high: seenWithin(nearest.optimistic),
  };
  const shareOf = (worth: (i: number) => number): Interval => {
    const total = cells.reduce((sum, _, i) => sum + worth(i), 0);
    const of = (seen: (i: number) => boolean) =>
      total > 0 ? cells.reduce((sum, _, i) => sum + (seen(i) ? worth(i) : 0), 0) / total : 0;
    return { low: of(levels.low), best: of(levels.best), high: of(levels.high) };
  };
  return {
    share: shareOf((i) => cells[i]!.weight),
    riskShare: risk ? shareOf((i) => cells[i]!.weight * (risk[cells[i]!.cell] ?? 0)) : null,
    seen: cells.filter((_, i) => levels.best(i)).map(({ cell }) => cell),
    missed: cells.filter((_, i) => !levels.best(i)).map(({ cell }) => cell),
  };
}

/** Distance from every cell to the path, metres: as measured, and with the path's uncertainty added and taken off. */
function nearestDistances(
  { n, t, x, y, accuracyM }: Track,
  { stateAt }: Movement,
  maxGapMs: number,
  { swathM, cellX, cellY, cellIndex }: GridGeometry,
) {
  const far = () => new Float64Array(cellX.length).fill(Number.POSITIVE_INFINITY);
  const distances = { best: far(), pessimistic: far(), optimistic: far() };
  for (let i = 0; i < n; i++) {
    // A fix after a gap is a step of no length.
    const joined = i > 0 && t[i]! - t[i - 1]! <= maxGapMs;
    const j = joined ? i - 1 : i;
    const state = stateAt((t[i]! + t[j]!) / 2);
    if (state === 'vehicle') continue;
    const [x1, y1, x2, y2] = [x[j]!, y[j]!, x[i]!, y[i]!];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const squared = dx * dx + dy * dy;
    const unseenM =
      state === 'idle' ? 0 : unseenDeviationM((t[i]! - t[j]!) / 1000, Math.sqrt(squared));
    const r = (SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2 + unseenM;
    const reach = swathM + r;
    const visit = (cell: number) => {
      const [px, py] = [cellX[cell]! - x1, cellY[cell]! - y1];
      let along = squared > 0 ? (px * dx + py * dy) / squared : 0;
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const distance = Math.sqrt((px - along * dx) ** 2 + (py - along * dy) ** 2);
      if (distance < distances.best[cell]!) distances.best[cell] = distance;
      if (distance + r < distances.pessimistic[cell]!) distances.pessimistic[cell] = distance + r;
      if (distance - r < distances.optimistic[cell]!) distances.optimistic[cell] = distance - r;
    };
    visitBox(
      cellIndex,
      Math.min(x1, x2) - reach,
      Math.min(y1, y2) - reach,
      Math.max(x1, x2) + reach,
      Math.max(y1, y2) + reach,
      visit,
    );
  }
  return distances;
}
