import { sortIntoCells } from '../clusters/cell-sort.ts';
import { AnalysisError } from '../error.ts';
import type { Events } from './model.ts';

/** Pairs by row: the earlier rows near row i are `other[start[i] .. start[i + 1])`, or any rows. */
export interface PairRows {
  start: Uint32Array;
  other: Uint32Array;
  /** Squared distance, m². */
  squared: Float64Array;
}

const MAX_PAIRS = 60_000_000;

/** How many ordered pairs of different events lie within `reachM`; counting ends soon after `enough`. */
export function countNeighbours({ x, y }: Events, reachM: number, enough: number): number {
  const cells = sortIntoCells({ x, y, t: null }, reachM, 1);
  let pairs = 0;
  for (let a = 0; a < x.length && pairs <= enough; a++) {
    const runs = 2 * cells.cellOf[a]! * cells.lines;
    for (let line = 0; line < cells.lines; line++) {
      for (let b = cells.run[runs + 2 * line]!; b < cells.run[runs + 2 * line + 1]!; b++) {
        const dx = cells.x[a]! - cells.x[b]!;
        const dy = cells.y[a]! - cells.y[b]!;
        if (a !== b && dx * dx + dy * dy <= reachM * reachM) pairs++;
      }
    }
  }
  return pairs;
}

/**
 * Finds for every event the events within `reachM` that `keeps` accepts. Throws `too-large`.
 */
export function findNeighbours(
  { x, y }: Events,
  reachM: number,
  keeps: (i: number, j: number) => boolean,
): PairRows {
  const cells = sortIntoCells({ x, y, t: null }, reachM, 1);
  const n = x.length;
  const start = new Uint32Array(n + 1);
  const visit = (take: (i: number, j: number, squared: number) => void) => {
    for (let a = 0; a < n; a++) {
      const i = cells.order[a]!;
      const runs = 2 * cells.cellOf[a]! * cells.lines;
      for (let line = 0; line < cells.lines; line++) {
        for (let b = cells.run[runs + 2 * line]!; b < cells.run[runs + 2 * line + 1]!; b++) {
          const dx = cells.x[a]! - cells.x[b]!;
          const dy = cells.y[a]! - cells.y[b]!;
          const squared = dx * dx + dy * dy;
          if (squared <= reachM * reachM && keeps(i, cells.order[b]!))
            take(i, cells.order[b]!, squared);
        }
      }
    }
  };
  visit((i) => start[i + 1]!++);
  for (let i = 0; i < n; i++) start[i + 1]! += start[i]!;
  const pairs = start[n]!;
  if (pairs > MAX_PAIRS) {
    throw new AnalysisError(
      'too-large',
      `${pairs} pairs lie within ${reachM} m; take a shorter period or reach`,
    );
  }
  const next = start.slice(0, n);
  const other = new Uint32Array(pairs);
  const squaredOf = new Float64Array(pairs);
  visit((i, j, squared) => {
    const at = next[i]!++;
    other[at] = j;
    squaredOf[at] = squared;
  });
  return { start, other, squared: squaredOf };
}
