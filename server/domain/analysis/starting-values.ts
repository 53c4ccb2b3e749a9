import type { StartingValues } from '../../contract/studies/starting-values.ts';
import { getHexagonAreaAvg } from '../geo/h3.ts';
import { buildKdTree, coreDistances } from './numerics/kd-tree.ts';

/** Incidents that a cell of a lattice should hold on average: with fewer, most are empty and nothing is significant. */
const PER_CELL = 3;
/** Cells a study should have at least and at most: fewer have no neighbours to be compared with, more take minutes. */
const CELLS = { min: 50, max: 2_500 };
const RESOLUTIONS = { min: 6, max: 12 };
/** The k of the distances whose knee is sought: the default `minPts` of DBSCAN. */
const K = 10;
const NICE = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * What a first question about incidents starts from: sizes of cells from how many there are on how much ground, and the distance of DBSCAN from
 * the knee of the sorted distances to the k-th neighbour (Ester et al. 1996; the knee is the point furthest from the chord, Satopää et al.
 * 2011), and no more than finds what is twice as dense as all of it. `x`, `y`: metres, of all incidents or a sample of `share` of them; `areaM2`: the ground they lie on. Null where there are too few.
 */
export function startingValues(
  { x, y }: { x: ArrayLike<number>; y: ArrayLike<number> },
  { areaM2, share }: { areaM2: number; share: number },
): StartingValues | null {
  const n = x.length / share;
  if (x.length <= K || !(areaM2 > 0)) return null;
  const cells = Math.min(CELLS.max, Math.max(CELLS.min, n / PER_CELL));
  const cellM2 = areaM2 / cells;
  let resolution = RESOLUTIONS.min;
  while (resolution < RESOLUTIONS.max && getHexagonAreaAvg(resolution + 1, 'm2') >= cellM2)
    resolution++;
  // The coarser of the two it lies between may leave hardly any cells.
  if (areaM2 / getHexagonAreaAvg(resolution, 'm2') < CELLS.min)
    resolution = Math.min(RESOLUTIONS.max, resolution + 1);
  const knee = kneeOf(coreDistances(buildKdTree(x, y), K));
  return {
    resolution,
    cellM: nice(Math.sqrt(cellM2)),
    // In a sample neighbours are further apart, by the root of its share.
    epsM: nice(Math.max(1, Math.min(knee * Math.sqrt(share), twiceAsDense(n / areaM2)))),
  };
}

/** The distance at which K incidents are twice what lies there where they are spread evenly, so many a square metre: with more, all of it is one cluster. */
const twiceAsDense = (perM2: number): number => Math.sqrt(K / 2 / (Math.PI * perM2));

/** The value at which sorted values turn from slow to fast growth. */
export function kneeOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  const [from, span] = [sorted[0]!, sorted[last]! - sorted[0]!];
  let [knee, furthest] = [last, 0];
  for (let i = 0; i <= last; i++) {
    const below = i / last - (sorted[i]! - from) / span;
    if (below > furthest) [knee, furthest] = [i, below];
  }
  return sorted[knee]!;
}

/** The number of few digits next to one. */
function nice(value: number): number {
  const scale = 10 ** Math.floor(Math.log10(value));
  const near = NICE.reduce((best, step) =>
    Math.abs(step - value / scale) < Math.abs(best - value / scale) ? step : best,
  );
  return Number((near * scale).toPrecision(2));
}
