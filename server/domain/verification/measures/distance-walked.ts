import type { Interval } from '../../../contract/patrols/verdict.ts';
import type { Movement } from './movement.ts';

/** Spans of the ruler, metres. Noise left after averaging adds little over 25 m; corners of a block are lost only over far more. */
const RULER_M = { low: 50, best: 25, high: 10 };

/**
 * Metres walked: a ruler of fixed length laid along the averaged track, staying and riding left out. Summing fix to fix would add
 * receiver noise at high sampling rates and cut corners at low ones; a fixed ruler does neither by much.
 * Source: divider method (Mandelbrot 1967, How long is the coast of Britain).
 */
export function distanceWalked(movement: Movement): Interval {
  return {
    low: laid(movement, RULER_M.low),
    best: laid(movement, RULER_M.best),
    high: laid(movement, RULER_M.high),
  };
}

function laid({ motion: { n, x, y, run }, states }: Movement, rulerM: number): number {
  let total = 0;
  /** The sample the ruler was last laid at, and the last one on foot. */
  let mark = -1;
  let last = -1;
  const apart = (i: number, k: number) => Math.sqrt((x[k]! - x[i]!) ** 2 + (y[k]! - y[i]!) ** 2);
  for (let k = 0; k < n; k++) {
    if (states[k] !== 'walk') continue;
    if (last < 0 || last !== k - 1 || run[k] !== run[last]) {
      // What is left between the last mark of the ruler and the end of a stretch.
      if (last >= 0) total += apart(mark, last);
      mark = k;
    }
    last = k;
    const step = apart(mark, k);
    if (step < rulerM) continue;
    total += step;
    mark = k;
  }
  return last < 0 ? 0 : total + apart(mark, last);
}
