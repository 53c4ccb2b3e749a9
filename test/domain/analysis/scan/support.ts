import { seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';
import { buildCircles } from '../../../../server/domain/analysis/scan/circles.ts';
import type { ScanModel, ScanRates } from '../../../../server/domain/analysis/scan/model.ts';
import {
  createProblem,
  expectCases,
  placeSizes,
  type ScanProblem,
  type Windows,
  wholeCases,
} from '../../../../server/domain/analysis/scan/problem.ts';

export interface Small {
  model: ScanModel;
  places: number;
  intervals: number;
  cases: number;
  seed: number;
  windows?: Partial<Windows>;
  maxShare?: number;
  lattice?: boolean;
  tiesTogether?: boolean;
  minCases?: number;
  rates?: ScanRates;
  /** Population that changes over time, so that expectations are a table. */
  changing?: boolean;
  /** Further cases, put in turn into places and intervals. */
  planted?: { places: number[]; first: number; last: number; cases: number }[];
}

/** A small random scan: uniform places, cases uniform over places and intervals, uneven population. */
export function smallProblem(options: Small): ScanProblem {
  const { cases, intervals, model, places, seed } = options;
  const random = seededRandom(seed);
  const side = Math.ceil(Math.sqrt(places));
  const at = (i: number) =>
    options.lattice ? [i % side, Math.floor(i / side)] : [random(), random()];
  const xy = Array.from({ length: places }, (_, i) => at(i));
  const place = Array.from({ length: cases }, () => Math.floor(random() * places));
  const interval = Array.from({ length: cases }, () => Math.floor(random() * intervals));
  for (const { cases: more, first, last, places: at } of options.planted ?? []) {
    for (let n = 0; n < more; n++) {
      place.push(at[n % at.length]!);
      interval.push(first + (n % (last - first + 1)));
    }
  }
  const input = {
    model,
    places,
    intervals,
    cases: wholeCases(Uint32Array.from(place), Uint32Array.from(interval)),
    population:
      model === 'permutation'
        ? null
        : Float64Array.from(
            { length: options.changing || model === 'bernoulli' ? places * intervals : places },
            () => 1 + Math.floor(random() * 4),
          ),
  };
  const expected = expectCases(input);
  return createProblem({
    ...input,
    expected,
    circles: buildCircles(
      {
        kind: 'planar',
        x: Float64Array.from(xy, ([x]) => x!),
        y: Float64Array.from(xy, ([, y]) => y!),
      },
      placeSizes(expected, places, intervals),
      {
        maxShare: options.maxShare ?? 0.5,
        maxRadiusM: null,
        tiesTogether: options.tiesTogether ?? false,
      },
    ),
    windows: {
      maxLength: Math.ceil(intervals / 2),
      firstEnd: intervals - 1,
      endsWithStudy: true,
      ...options.windows,
    },
    minCases: options.minCases ?? 1,
    rates: options.rates ?? 'high',
  });
}

/** Cases and expectation of a window, counted the long way. */
export function countWindow(
  problem: ScanProblem,
  members: Set<number>,
  first: number,
  last: number,
) {
  let cases = 0;
  problem.cases.place.forEach((place, i) => {
    const interval = problem.cases.interval[i]!;
    if (members.has(place) && interval >= first && interval <= last) cases++;
  });
  let expected = 0;
  for (const place of members) {
    for (let t = first; t <= last; t++) {
      const { expected: by, intervals } = problem;
      expected +=
        by.shape === 'table'
          ? by.value[place * intervals + t]!
          : by.scale * by.place[place]! * by.interval[t]!;
    }
  }
  return { cases, expected };
}

/** The greatest ratio over every circle and window, one by one. */
export function bruteForce(problem: ScanProblem): number {
  const { circles, windows } = problem;
  let best = 0;
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    const members = new Set<number>();
    for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
      members.add(circles.member[k]!);
      if (circles.closes[k] === 0) continue;
      for (let last = windows.firstEnd; last < problem.intervals; last++) {
        for (let first = Math.max(0, last - windows.maxLength + 1); first <= last; first++) {
          const { cases, expected } = countWindow(problem, members, first, last);
          if (cases < expected || cases >= problem.minCases)
            best = Math.max(best, problem.score(cases, expected));
        }
      }
    }
  }
  return best;
}
