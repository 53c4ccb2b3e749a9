/** Bins of time, one after the other: bin k is [edgesMs[k], edgesMs[k + 1]). */
export interface TimeBins {
  /** Unix ms, rising; one more than there are bins. */
  edgesMs: Float64Array;
}

/** `count` bins of one length. */
export const equalBins = (originMs: number, binMs: number, count: number): TimeBins => ({
  edgesMs: Float64Array.from({ length: count + 1 }, (_, k) => originMs + k * binMs),
});

export const countOf = ({ edgesMs }: TimeBins): number => edgesMs.length - 1;

/** The bin that holds a moment; -1 before the first, their number behind the last. */
function binAt({ edgesMs }: TimeBins, ms: number): number {
  let [low, high] = [0, edgesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edgesMs[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Shares an incident that happened at an unknown moment of [startMs, endMs] among bins in proportion
 * to the overlap (Ratcliffe 2000, aoristic analysis). A known moment counts 1 in its bin. What falls
 * outside the bins is not shared out, so the shares add to at most 1.
 */
export function aoristicShares(
  startMs: number,
  endMs: number,
  bins: TimeBins,
  add: (bin: number, share: number) => void,
): void {
  const { edgesMs } = bins;
  const count = countOf(bins);
  const first = binAt(bins, startMs);
  if (startMs === endMs) {
    if (first >= 0 && first < count) add(first, 1);
    return;
  }
  for (let bin = Math.max(0, first); bin < count && edgesMs[bin]! < endMs; bin++) {
    const overlap = Math.min(endMs, edgesMs[bin + 1]!) - Math.max(startMs, edgesMs[bin]!);
    if (overlap > 0) add(bin, overlap / (endMs - startMs));
  }
}

/** Share of [startMs, endMs] inside the period [fromMs, toMs); 1 or 0 for a known moment. */
export function shareWithin(startMs: number, endMs: number, fromMs: number, toMs: number): number {
  if (startMs === endMs) return startMs >= fromMs && startMs < toMs ? 1 : 0;
  const overlap = Math.min(endMs, toMs) - Math.max(startMs, fromMs);
  return overlap > 0 ? overlap / (endMs - startMs) : 0;
}
