import { TIE } from '../numerics/ties.ts';
import { isScannedFor } from './model.ts';
import type { ScanProblem } from './problem.ts';
import { horizonOf } from './sampler.ts';

/** The best window of the circles round one centre. */
export interface BestWindow {
  centre: number;
  /** One past the last member of the circle, an index into `circles.member`. */
  end: number;
  /** First and last interval, both inside. */
  first: number;
  last: number;
  cases: number;
  expected: number;
  llr: number;
}

/** The best window round one centre; null where none has an excess. `closed` marks intervals no window may hold. */
export type CentreSearch = (centre: number, closed?: Uint8Array | null) => BestWindow | null;

/**
 * Searches the windows round a centre for the greatest log likelihood ratio; of equals (within TIE) the smaller
 * circle, then the earlier end, then the shorter window. `counts` are the cases by place and interval, place-major;
 * they need not be whole.
 */
export function createSearch(problem: ScanProblem, counts: Float64Array): CentreSearch {
  const { circles, expected, intervals, minCases, places, rates, score, totalCases } = problem;
  const { firstEnd, maxLength } = problem.windows;
  const running = new Float64Array(intervals);
  const runningExpected = new Float64Array(intervals);
  const product = expected.shape === 'product' ? expected : null;
  const table = expected.shape === 'table' ? expected.value : null;
  const before = prefixSums(product?.interval ?? runningExpected);
  const horizon = horizonOf(problem);
  const isTouched = Uint8Array.from({ length: places }, (_, place) =>
    counts.subarray(place * intervals + horizon, (place + 1) * intervals).some((n) => n > 0)
      ? 1
      : 0,
  );
  // The ratio is a relative entropy, at most its chi-square: (c - E)²·C/(E(C - E)), more for Bernoulli's two outcomes.
  const controls = problem.controls?.length ?? 0;
  const most = controls > 0 ? 1 + totalCases / controls : 1;
  const isWanted = isScannedFor[rates];
  const conditional = problem.model === 'expectation' ? 0 : 1 / totalCases;

  return (centre, closed = null) => {
    running.fill(0);
    runningExpected.fill(0);
    let size = 0;
    let fresh = false;
    let best: BestWindow | null = null;
    for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
      const place = circles.member[k]!;
      const row = place * intervals;
      if (isTouched[place] === 1) {
        for (let t = horizon; t < intervals; t++) running[t]! += counts[row + t]!;
        fresh = true;
      }
      if (table !== null)
        for (let t = horizon; t < intervals; t++) runningExpected[t]! += table[row + t]!;
      else size += product!.place[place]!;
      // A circle that adds no case expects more for the same: no higher rate than the one inside it.
      if ((!fresh && rates === 'high') || circles.closes[k] === 0) continue;
      fresh = false;
      const sized = product === null ? 0 : size * product.scale;
      for (let last = firstEnd; last < intervals; last++) {
        let cases = 0;
        let summed = 0;
        for (let first = last; first >= 0 && last - first < maxLength; first--) {
          if (closed !== null && closed[first] === 1) break;
          cases += running[first]!;
          if (table !== null) summed += runningExpected[first]!;
          const expects = table !== null ? summed : sized * (before[last + 1]! - before[first]!);
          if (!isWanted(cases, expects) || (cases > expects && cases < minCases)) continue;
          const excess = cases - expects;
          const room = expects * (1 - expects * conditional);
          if (best !== null && excess * excess * most * (1 + 1e-9) < best.llr * room) continue;
          const llr = score(cases, expects);
          if (llr > (best?.llr ?? 0) * (1 + TIE)) {
            best = { centre, end: k + 1, first, last, cases, expected: expects, llr };
          }
        }
      }
    }
    return best;
  };
}

/** The best window round every centre that has one. */
export function searchWindows(
  problem: ScanProblem,
  counts: Float64Array,
  tick: (fraction: number) => void = () => {},
): BestWindow[] {
  const search = createSearch(problem, counts);
  const centres = problem.circles.start.length - 1;
  const found: BestWindow[] = [];
  for (let centre = 0; centre < centres; centre++) {
    tick(centre / centres);
    const best = search(centre);
    if (best !== null) found.push(best);
  }
  return found;
}

/** before[i] = values[0] + ... + values[i - 1]. */
export function prefixSums(values: Float64Array): Float64Array {
  const before = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) before[i + 1] = before[i]! + values[i]!;
  return before;
}
