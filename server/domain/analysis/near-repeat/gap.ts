import { type Bands, bandCount, bandOf, edgesOf } from './bands.ts';

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
 * Chance of each band of the gap |U - V| between two moments, each known or uniform over an interval
 * (aoristic). Into `shares`, of length bandCount.
 */
export function gapShares(
  bands: Bands,
  first: { start: number; end: number },
  second: { start: number; end: number },
  shares: Float64Array,
): void {
  shares.fill(0);
  if (first.start === first.end && second.start === second.end) {
    const band = bandOf(bands, Math.abs(first.start - second.start));
    if (band >= 0) shares[band] = 1;
    return;
  }
  const within = (gap: number) =>
    differenceAtMost(gap, first.start, first.end, second.start, second.end) -
    differenceAtMost(-gap, first.start, first.end, second.start, second.end);
  // A continuous gap is never exactly 0: an edge belongs to either side.
  for (let band = 0; band < bandCount(bands); band++) {
    const { from, to } = edgesOf(bands, band);
    if (to > from) shares[band] = Math.max(0, within(to) - within(from));
  }
}
