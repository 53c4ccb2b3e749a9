import { MINUTE_MS } from '../../../contract/units.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import { visitBox } from '../../geo/point-index.ts';
import type { Movement } from './movement.ts';
import { SIGMA_PER_ACCURACY } from './uncertainty.ts';

/** Away for longer than this, ms, and coming near again is another pass. */
const PASS_GAP_MS = MINUTE_MS;

/**
 * By how many standard deviations the least of n equal measurements lies below the truth on average (expected least of n normal
 * draws; Harter 1961). Index n - 1, ten passes and more taken as ten.
 */
const LEAST_OF = [0, 0.564, 0.846, 1.029, 1.163, 1.267, 1.352, 1.423, 1.485, 1.539];

/** Passes farther from a cell than its nearest by more than this many standard deviations were on another line. */
const SAME_LINE_SIGMAS = 2;

/** Distance from each cell to the path on foot, metres, Infinity where never near; `rM` is its standard deviation. */
export interface NearestPass {
  distanceM: Float64Array;
  rM: Float64Array;
}

/**
 * The nearest pass of every cell, on the track at the even step, so that dense sampling sees no more than sparse. An officer who walks
 * a street nine times is not nearer to its houses than one who walks it once, but the luckiest of nine noisy passes looks so; the least
 * of n passes of one line is moved back by what luck gives, never beyond their mean.
 */
export function nearestPasses(
  { motion: { n, t, x, y, accuracyM, unseenM, run }, states }: Movement,
  { swathM, cellX, cellY, cellIndex }: GridGeometry,
): NearestPass {
  const size = cellX.length;
  const least = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const rM = new Float64Array(size);
  const sigmaM = new Float64Array(size);
  const lastMs = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  /** The pass each cell is in, a row of the two lists. */
  const passOf = new Int32Array(size);
  const passCell: number[] = [];
  const passM: number[] = [];
  let [x1, y1, dx, dy, squared, sigma, r, reach, nowMs] = [0, 0, 0, 0, 0, 0, 0, 0, 0];

  const visit = (cell: number) => {
    const px = cellX[cell]! - x1;
    const py = cellY[cell]! - y1;
    let along = squared > 0 ? (px * dx + py * dy) / squared : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    const ex = px - along * dx;
    const ey = py - along * dy;
    const squaredM = ex * ex + ey * ey;
    if (squaredM > reach * reach) return;
    const distance = Math.sqrt(squaredM);
    if (nowMs - lastMs[cell]! > PASS_GAP_MS) {
      passOf[cell] = passM.length;
      passCell.push(cell);
      passM.push(distance);
    } else if (distance < passM[passOf[cell]!]!) passM[passOf[cell]!] = distance;
    lastMs[cell] = nowMs;
    if (distance < least[cell]!) {
      least[cell] = distance;
      rM[cell] = r;
      sigmaM[cell] = sigma;
    }
  };

  for (let k = 0; k < n; k++) {
    if (states[k] === 'vehicle') continue;
    // The first sample of a run is a step of no length.
    const j = k > 0 && run[k - 1] === run[k] ? k - 1 : k;
    x1 = x[j]!;
    y1 = y[j]!;
    dx = x[k]! - x1;
    dy = y[k]! - y1;
    nowMs = t[k]!;
    squared = dx * dx + dy * dy;
    sigma = SIGMA_PER_ACCURACY * accuracyM[k]!;
    r = sigma + (states[k] === 'idle' ? 0 : unseenM[k]!);
    reach = swathM + 2 * r;
    visitBox(
      cellIndex,
      Math.min(x1, x[k]!) - reach,
      Math.min(y1, y[k]!) - reach,
      Math.max(x1, x[k]!) + reach,
      Math.max(y1, y[k]!) + reach,
      visit,
    );
  }
  return { distanceM: withoutLuck(least, sigmaM, passCell, passM), rM };
}

function withoutLuck(
  least: Float64Array,
  sigmaM: Float64Array,
  passCell: readonly number[],
  passM: readonly number[],
): Float64Array {
  const sum = new Float64Array(least.length);
  const count = new Int32Array(least.length);
  passM.forEach((distance, i) => {
    const cell = passCell[i]!;
    if (distance > least[cell]! + SAME_LINE_SIGMAS * sigmaM[cell]!) return;
    sum[cell]! += distance;
    count[cell]!++;
  });
  return least.map((distance, cell) => {
    const passes = count[cell]!;
    if (passes < 2) return distance;
    const luck = LEAST_OF[Math.min(passes, LEAST_OF.length) - 1]! * sigmaM[cell]!;
    return Math.min(sum[cell]! / passes, distance + luck);
  });
}
