import { circleSizes, createNestedMaximum, type Maximum } from './nested-maximum.ts';
import type { ScanProblem } from './problem.ts';
import { horizonOf } from './sampler.ts';
import { prefixSums } from './search.ts';

/**
 * Least expectation seen for every number of cases. As the ratio falls with the expectation, only these
 * can be the maximum, and the logarithms wait until the end (the idea of SaTScan's measure list).
 */
interface Least {
  value: Float64Array;
  reset(count: number): void;
  best(): number;
}

function createLeast({ score, minCases }: ScanProblem): Least {
  const least: Least = {
    value: new Float64Array(0),
    reset(count) {
      if (least.value.length <= count) least.value = new Float64Array(count + 64);
      least.value.fill(Number.POSITIVE_INFINITY);
    },
    best() {
      let best = 0;
      for (let cases = minCases; cases < least.value.length; cases++) {
        const expected = least.value[cases]!;
        if (expected < cases) best = Math.max(best, score(cases, expected));
      }
      return best;
    },
  };
  return least;
}

/** Chooses the evaluator: windows that all end with the study are nested, which bounds them well. */
export function createMaximum(problem: ScanProblem): Maximum {
  const nested = problem.windows.firstEnd === problem.intervals - 1;
  return nested && problem.expected.shape === 'product'
    ? createNestedMaximum(problem, problem.expected)
    : createFreeMaximum(problem);
}

/** Windows that may end anywhere from `firstEnd` on. */
function createFreeMaximum(problem: ScanProblem): Maximum {
  const { circles, expected, intervals, places } = problem;
  const { firstEnd, maxLength } = problem.windows;
  const { closes, member, start } = circles;
  const horizon = horizonOf(problem);
  const width = intervals - horizon;
  const least = createLeast(problem);
  const held = new Uint32Array(places * width);
  const touched = new Uint8Array(places);
  const running = new Uint32Array(width);
  const runningExpected = new Float64Array(width);
  const product = expected.shape === 'product' ? expected : null;
  const table = expected.shape === 'table' ? expected.value : null;
  const sizes = product === null ? null : circleSizes(problem.circles, product);
  const before = prefixSums(product?.interval ?? new Float64Array(intervals));

  return (events) => {
    held.fill(0);
    touched.fill(0);
    least.reset(events.count);
    for (let i = 0; i < events.count; i++) {
      held[events.place[i]! * width + events.interval[i]! - horizon]!++;
      touched[events.place[i]!] = 1;
    }
    const value = least.value;
    for (let centre = 0; centre + 1 < start.length; centre++) {
      running.fill(0);
      runningExpected.fill(0);
      // Only windows that hold an interval with a new case can improve on the circle inside.
      let freshFirst = width;
      let freshLast = -1;
      for (let k = start[centre]!; k < start[centre + 1]!; k++) {
        const place = member[k]!;
        const row = place * width;
        if (touched[place] === 1) {
          for (let t = 0; t < width; t++) {
            if (held[row + t]! === 0) continue;
            running[t]! += held[row + t]!;
            if (t < freshFirst) freshFirst = t;
            if (t > freshLast) freshLast = t;
          }
        }
        if (table !== null) {
          const from = place * intervals + horizon;
          for (let t = 0; t < width; t++) runningExpected[t]! += table[from + t]!;
        }
        if (freshLast < 0 || closes[k] === 0) continue;
        const size = sizes === null ? 0 : sizes[k]!;
        for (let last = Math.max(freshFirst, firstEnd - horizon); last < width; last++) {
          let cases = 0;
          let summed = 0;
          const stop = Math.max(0, last - maxLength + 1);
          for (let first = last; first >= stop; first--) {
            cases += running[first]!;
            if (table !== null) summed += runningExpected[first]!;
            if (first > freshLast) continue;
            const expectation =
              table === null
                ? size * (before[horizon + last + 1]! - before[horizon + first]!)
                : summed;
            if (expectation < value[cases]!) value[cases] = expectation;
          }
        }
        freshFirst = width;
        freshLast = -1;
      }
    }
    return least.best();
  };
}
