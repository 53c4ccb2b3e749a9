/**
 * erfc(x) for x >= 0 to about 1e-13 of its value: the all-positive series of erf below 2.5
 * (Abramowitz and Stegun 7.1.6), the continued fraction 7.1.14 above. Of our own: @stdlib's is as good and comes
 * with 137 packages, the small libraries' are 1e-7 off.
 */
function erfcPositive(x: number): number {
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= (2 * x * x) / (2 * k + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let k = 60; k > 0; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/** Complementary error function. */
export const erfc = (x: number): number => (x < 0 ? 2 - erfcPositive(-x) : erfcPositive(x));

/** Standard normal distribution function. */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** Chance that a standard normal lies at least as far from 0 as z. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);
