/** Decimals of points. */
const DECIMALS = 2;
/** What lies this near to half of the last decimal is a half that binary could not hold, such as that of 36.26 x 1.25 = 45.325. */
const NOISE = 1e-9;

/**
 * Points rounded half up as on paper: whoever checks a score with a pocket calculator gets the same. Binary alone would make
 * 45.325 now 45.32 and now 45.33, by the order terms are added in.
 */
export const roundPoints = (value: number, decimals = DECIMALS): number =>
  Math.floor(value * 10 ** decimals + 0.5 + NOISE) / 10 ** decimals;
