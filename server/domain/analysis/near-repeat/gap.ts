import { type Bands, bandOf } from './bands.ts';

/** Integral of max(0, x), twice: x²/2 for x above 0. */
const ramp = (x: number) => (x > 0 ? (x * x) / 2 : 0);
const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** P(U - V <= z) for independent U uniform on [a, b] and V uniform on [c, d]; an empty interval is a known value. */
export function differenceAtMost(z: number, a: number, b: number, c: number, d: number): number {
  if (a === b && c === d) return a - c <= z ? 1 : 0;
  if (c === d) return clamp((z + c - a) / (b - a));
  if (a === b) return clamp((z - a + d) / (d - c));
  // Decided outright where it can be, as the differences below would cancel for short intervals.
  if (z >= b - c) return 1;
  if (z <= a - d) return 0;
  const area = ramp(z - a + d) - ramp(z - b + d) - ramp(z - a + c) + ramp(z - b + c);
  return clamp(area / ((b - a) * (d - c)));
}

/**
 * Adds the chance of each band of the gap |U - V| to `counts` from `at` on, for two moments each known or uniform over an
 * interval (aoristic): U in [a, b], V in [c, d].
 */
export function addGapShares(
  bands: Bands,
  a: number,
  b: number,
  c: number,
  d: number,
  counts: Float64Array,
  at: number,
): void {
  if (a === b && c === d) {
    const band = bandOf(bands, Math.abs(a - c));
    if (band >= 0) counts[at + band]!++;
    return;
  }
  const { edge } = bands;
  const last = edge.length - 1;
  const least = Math.max(0, a - d, c - b);
  const greatest = Math.max(b - c, d - a);
  // A continuous gap is never exactly 0, nor at an edge: an edge belongs to either side.
  const shift = at + (bands.same ? 1 : 0);
  let k = 0;
  while (k <= last && edge[k]! <= least) k++;
  if (k > last) return;
  let below = 0;
  // Only edges that the gap may lie on either side of need the distribution.
  for (; k <= last && edge[k]! < greatest; k++) {
    const upTo = differenceAtMost(edge[k]!, a, b, c, d) - differenceAtMost(-edge[k]!, a, b, c, d);
    if (k > 0) counts[shift + k - 1]! += Math.max(0, upTo - below);
    below = upTo;
  }
  if (k > 0 && k <= last) counts[shift + k - 1]! += Math.max(0, 1 - below);
}
