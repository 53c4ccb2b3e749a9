export interface Proportion {
  share: number;
  low: number;
  high: number;
}

/** Share of `hits` in `n` with its 95 % score interval (Wilson 1927). */
export function wilson(hits: number, n: number): Proportion {
  const z = 1.96;
  const share = n > 0 ? hits / n : 0;
  if (n === 0) return { share, low: 0, high: 1 };
  const middle = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    share,
    low: hits === 0 ? 0 : (middle - spread) / scale,
    high: hits === n ? 1 : (middle + spread) / scale,
  };
}
