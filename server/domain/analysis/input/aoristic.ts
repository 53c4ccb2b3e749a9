/** Equal bins of time: bin k is [originMs + k·binMs, originMs + (k+1)·binMs). */
export interface TimeBins {
  originMs: number;
  binMs: number;
  count: number;
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
  const from = (startMs - bins.originMs) / bins.binMs;
  const to = (endMs - bins.originMs) / bins.binMs;
  const first = Math.max(0, Math.floor(from));
  if (startMs === endMs) {
    if (from >= 0 && first < bins.count) add(first, 1);
    return;
  }
  const last = Math.min(bins.count, Math.ceil(to));
  for (let bin = first; bin < last; bin++) {
    const overlap = Math.min(to, bin + 1) - Math.max(from, bin);
    if (overlap > 0) add(bin, overlap / (to - from));
  }
}

/** Share of [startMs, endMs] inside the period [fromMs, toMs); 1 or 0 for a known moment. */
export function shareWithin(startMs: number, endMs: number, fromMs: number, toMs: number): number {
  if (startMs === endMs) return startMs >= fromMs && startMs < toMs ? 1 : 0;
  const overlap = Math.min(endMs, toMs) - Math.max(startMs, fromMs);
  return overlap > 0 ? overlap / (endMs - startMs) : 0;
}
