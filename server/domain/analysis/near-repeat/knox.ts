import { adjustP } from '../hotspot/adjust.ts';
import { poissonAtLeast } from '../numerics/poisson.ts';
import { seededRandom, shuffle } from '../numerics/random.ts';
import { TIE } from '../numerics/ties.ts';
import { type Bands, bandCount, bandOf } from './bands.ts';
import { addGapShares } from './gap.ts';
import { findNearPairs, type NearPairs } from './near-pairs.ts';

/** Incidents of a Knox test: planar metres and days; equal start and end is a known moment. */
export interface KnoxIncidents {
  x: Float64Array;
  y: Float64Array;
  startD: Float64Array;
  endD: Float64Array;
}

export interface KnoxOptions {
  space: Bands;
  time: Bands;
  permutations: number;
  seed: number;
}

/** A Knox table; arrays by cell, cell = space band · time bands + time band. */
export interface KnoxTable {
  spaceBands: number;
  timeBands: number;
  /** Pairs close in space and time; expected pairs where times are intervals. */
  observed: Float64Array;
  /** Mean over the permutations; null without any. */
  expected: Float64Array | null;
  /** Standard deviation over the permutations. */
  deviation: Float64Array | null;
  /** (1 + permutations as great) / (1 + permutations). */
  p: Float64Array | null;
  /** Holm's adjustment over the table. */
  pHolm: Float64Array | null;
  /** Pairs close in space times pairs close in time over all pairs (Knox 1964); null for interval times. */
  product: Float64Array | null;
  /** P(X >= observed) and P(X > observed) of a Poisson of that mean. */
  pPoisson: Float64Array | null;
  pPoissonAbove: Float64Array | null;
  /** Pairs in each space band, pairs in each time band, and all pairs. */
  spacePairs: Float64Array;
  timePairs: Float64Array | null;
  pairs: number;
}

/** Counts the near pairs by space and time band for one assignment of times to places. */
type Count = (order: Uint32Array, counts: Float64Array) => void;

/**
 * Knox test: are pairs close in space also close in time more often than when dates are permuted over
 * places? (Knox 1964; permutation: Mantel 1967; table of bands: Johnson et al. 2007.) Neighbours in
 * space are found once; every permutation runs over those pairs.
 */
export function knoxTest(
  incidents: KnoxIncidents,
  options: KnoxOptions,
  tick: (fraction: number) => void = () => {},
): KnoxTable {
  const { permutations, seed, space, time } = options;
  const n = incidents.x.length;
  const near = findNearPairs(incidents.x, incidents.y, space);
  const known = incidents.startD.every((start, i) => start === incidents.endD[i]);
  const count = known ? countKnown(incidents, near, time) : countShared(incidents, near, time);
  const [spaceBands, timeBands] = [bandCount(space), bandCount(time)];
  const cells = spaceBands * timeBands;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const observed = new Float64Array(cells);
  count(order, observed);

  const sum = new Float64Array(cells);
  const squares = new Float64Array(cells);
  const asGreat = new Float64Array(cells);
  const drawn = new Float64Array(cells);
  for (let r = 0; r < permutations; r++) {
    count(shuffle(order.slice(), seededRandom(seed, r + 1)), drawn);
    for (let cell = 0; cell < cells; cell++) {
      sum[cell]! += drawn[cell]!;
      squares[cell]! += (drawn[cell]! - observed[cell]!) ** 2;
      if (drawn[cell]! >= observed[cell]! * (1 - TIE)) asGreat[cell]!++;
    }
    tick((r + 1) / permutations);
  }
  const spacePairs = new Float64Array(spaceBands);
  for (const band of near.band) spacePairs[band]!++;
  const pairs = (n * (n - 1)) / 2;
  const timePairs = known ? countTimePairs(incidents.startD, time) : null;
  const product =
    timePairs === null
      ? null
      : observed.map(
          (_, cell) =>
            (spacePairs[Math.floor(cell / timeBands)]! * timePairs[cell % timeBands]!) / pairs,
        );
  const simulated = permutations > 0;
  const p = simulated ? asGreat.map((great) => (1 + great) / (1 + permutations)) : null;
  const expected = simulated ? sum.map((total) => total / permutations) : null;
  return {
    spaceBands,
    timeBands,
    observed,
    expected,
    deviation:
      expected?.map((mean, cell) => {
        const shift = mean - observed[cell]!;
        return Math.sqrt(
          Math.max(0, squares[cell]! - permutations * shift * shift) /
            Math.max(1, permutations - 1),
        );
      }) ?? null,
    p,
    pHolm: p === null ? null : adjustP(p, 'holm'),
    product,
    pPoisson: product?.map((mean, cell) => poissonAtLeast(observed[cell]!, mean)) ?? null,
    pPoissonAbove: product?.map((mean, cell) => poissonAtLeast(observed[cell]! + 1, mean)) ?? null,
    spacePairs,
    timePairs,
    pairs,
  };
}

/** Largest whole number of days for which the band of a gap is looked up. */
const MAX_LOOKUP = 100_000;

function countKnown({ startD }: KnoxIncidents, near: NearPairs, time: Bands): Count {
  const timeBands = bandCount(time);
  const longest = time.edge.at(-1)!;
  const whole =
    startD.every((t) => Number.isInteger(t) && Math.abs(t) < 1e9) && longest < MAX_LOOKUP;
  const lookup = Int8Array.from({ length: whole ? Math.floor(longest) + 1 : 0 }, (_, gap) =>
    bandOf(time, gap),
  );
  const { a, b, band, row } = near;
  const first = startD.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  if (whole) {
    const t = new Int32Array(startD.length);
    return (order, counts) => {
      counts.fill(0);
      for (let i = 0; i < t.length; i++) t[i] = startD[order[row[i]!]!]! - first;
      for (let k = 0; k < a.length; k++) {
        const gap = Math.abs(t[a[k]!]! - t[b[k]!]!);
        if (gap >= lookup.length) continue;
        const at = lookup[gap]!;
        if (at >= 0) counts[band[k]! * timeBands + at]!++;
      }
    };
  }
  const t = new Float64Array(startD.length);
  return (order, counts) => {
    counts.fill(0);
    for (let i = 0; i < t.length; i++) t[i] = startD[order[row[i]!]!]!;
    for (let k = 0; k < a.length; k++) {
      const gap = Math.abs(t[a[k]!]! - t[b[k]!]!);
      const at = gap > longest ? -1 : bandOf(time, gap);
      if (at >= 0) counts[band[k]! * timeBands + at]!++;
    }
  };
}

function countShared({ endD, startD }: KnoxIncidents, near: NearPairs, time: Bands): Count {
  const timeBands = bandCount(time);
  const longest = time.edge.at(-1)!;
  const { a, b, band, row } = near;
  // Times by the number of their place, so that a pair finds them side by side.
  const start = new Float64Array(startD.length);
  const end = new Float64Array(endD.length);
  return (order, counts) => {
    counts.fill(0);
    for (let i = 0; i < start.length; i++) {
      start[i] = startD[order[row[i]!]!]!;
      end[i] = endD[order[row[i]!]!]!;
    }
    for (let k = 0; k < a.length; k++) {
      const [i, j] = [a[k]!, b[k]!];
      if (start[i]! - end[j]! > longest || start[j]! - end[i]! > longest) continue;
      addGapShares(time, start[i]!, end[i]!, start[j]!, end[j]!, counts, band[k]! * timeBands);
    }
  };
}

/** All pairs by time band, whatever their distance; from the sorted times, by a sliding window an edge. */
function countTimePairs(times: Float64Array, time: Bands): Float64Array {
  const sorted = times.slice().sort();
  const below = (gap: number, inclusive: boolean): number => {
    let pairs = 0;
    for (let i = 0, low = 0; i < sorted.length; i++) {
      while (inclusive ? sorted[i]! - sorted[low]! > gap : sorted[i]! - sorted[low]! >= gap) {
        if (low === i) break;
        low++;
      }
      pairs += i - low;
    }
    return pairs;
  };
  // A gap of 0 is never below 0 exclusively, yet a pair of equal times must not count then.
  const upTo = (gap: number, inclusive: boolean) =>
    gap === 0 && !inclusive ? 0 : below(gap, inclusive);
  const inclusive = time.closed === 'upper';
  const counts = new Float64Array(bandCount(time));
  const shift = time.same ? 1 : 0;
  if (time.same) counts[0] = upTo(0, true);
  for (let k = 0; k + 1 < time.edge.length; k++) {
    const opens =
      k === 0
        ? time.same
          ? upTo(0, true)
          : upTo(time.edge[0]!, false)
        : upTo(time.edge[k]!, inclusive);
    counts[k + shift] = upTo(time.edge[k + 1]!, inclusive) - opens;
  }
  return counts;
}
