/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/** A share and its 95 % score interval (Wilson 1927); null where nothing was counted. */
export function wilson(
  count: number,
  of: number,
): { low: number; best: number; high: number } | null {
  if (of === 0) return null;
  const best = count / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (best + Z ** 2 / (2 * of)) / scale;
  const reach = (Z / scale) * Math.sqrt((best * (1 - best)) / of + Z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - reach), best, high: Math.min(1, middle + reach) };
}
