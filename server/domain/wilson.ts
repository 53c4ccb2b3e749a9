/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

export interface Proportion {
  share: number;
  low: number;
  high: number;
}

/** Share of `hits` in `of` with its 95 % score interval (E. B. Wilson, Probable inference, JASA 22, 1927). Of nothing it is 0 to 1. */
export function wilson(hits: number, of: number): Proportion {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / of;
  const middle = share + Z ** 2 / (2 * of);
  const half = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  return {
    share,
    low: hits === 0 ? 0 : (middle - half) / scale,
    high: hits === of ? 1 : (middle + half) / scale,
  };
}
