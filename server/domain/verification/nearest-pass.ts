import type { GridGeometry } from '../geo/grid-geometry.ts';
import { visitBox } from '../geo/point-index.ts';
import type { Track } from './clean-track.ts';
import type { Movement } from './movement.ts';
import { SIGMA_PER_ACCURACY, unseenDeviationM } from './uncertainty.ts';

/** Away for longer than this, ms, and coming near again is another pass. */
const PASS_GAP_MS = 60_000;

/**
 * By how many standard deviations the least of n equal measurements lies below the truth on average (expected least of n normal
 * draws; Harter 1961). Index n - 1, ten passes and more taken as ten.
 */
const LEAST_OF = [0, 0.564, 0.846, 1.029, 1.163, 1.267, 1.352, 1.423, 1.485, 1.539];

/** Distance from each cell to the path on foot, metres, Infinity where never near; `r` is its uncertainty. */
export interface NearestPass {
  distanceM: Float64Array;
  rM: Float64Array;
}

/**
 * The nearest pass of every cell. An officer who walks a street nine times is not nearer to its houses than one who walks it once, but
 * the luckiest of nine noisy passes looks so; the least of n passes is moved back by what luck gives, never beyond their mean.
 */
export function nearestPasses(
  { n, t, x, y, accuracyM }: Track,
  { stateAt }: Movement,
  maxGapMs: number,
  { swathM, cellX, cellY, cellIndex }: GridGeometry,
): NearestPass {
  const size = cellX.length;
  const least = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const pass = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const sum = new Float64Array(size);
  const count = new Int32Array(size);
  const lastMs = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const rM = new Float64Array(size);
  const sigmaM = new Float64Array(size);
  let [x1, y1, dx, dy, squared, sigma, r, reach, nowMs] = [0, 0, 0, 0, 0, 0, 0, 0, 0];

  const visit = (cell: number) => {
    const px = cellX[cell]! - x1;
    const py = cellY[cell]! - y1;
    let along = squared > 0 ? (px * dx + py * dy) / squared : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    const [ex, ey] = [px - along * dx, py - along * dy];
    const distance = Math.sqrt(ex * ex + ey * ey);
    if (distance > reach) return;
    if (nowMs - lastMs[cell]! > PASS_GAP_MS) {
      if (count[cell]! > 0) sum[cell]! += pass[cell]!;
      pass[cell] = Number.POSITIVE_INFINITY;
      count[cell]!++;
    }
    lastMs[cell] = nowMs;
    if (distance < pass[cell]!) pass[cell] = distance;
    if (distance < least[cell]!) {
      least[cell] = distance;
      rM[cell] = r;
      sigmaM[cell] = sigma;
    }
  };

  for (let i = 0; i < n; i++) {
    // A fix after a gap is a step of no length.
    const j = i > 0 && t[i]! - t[i - 1]! <= maxGapMs ? i - 1 : i;
    const state = stateAt((t[i]! + t[j]!) / 2);
    if (state === 'vehicle') continue;
    [x1, y1, dx, dy, nowMs] = [x[j]!, y[j]!, x[i]! - x[j]!, y[i]! - y[j]!, t[i]!];
    squared = dx * dx + dy * dy;
    sigma = (SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2;
    const seconds = (t[i]! - t[j]!) / 1000;
    r = sigma + (state === 'idle' ? 0 : unseenDeviationM(seconds, Math.sqrt(squared)));
    reach = swathM + 2 * r;
    visitBox(
      cellIndex,
      Math.min(x1, x[i]!) - reach,
      Math.min(y1, y[i]!) - reach,
      Math.max(x1, x[i]!) + reach,
      Math.max(y1, y[i]!) + reach,
      visit,
    );
  }
  const distanceM = least;
  for (let cell = 0; cell < size; cell++) {
    const passes = count[cell]!;
    if (passes < 2) continue;
    const mean = (sum[cell]! + pass[cell]!) / passes;
    const luck = LEAST_OF[Math.min(passes, LEAST_OF.length) - 1]! * sigmaM[cell]!;
    distanceM[cell] = Math.min(mean, least[cell]! + luck);
  }
  return { distanceM, rM };
}
