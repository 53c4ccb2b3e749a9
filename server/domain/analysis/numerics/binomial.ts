import { logFactorial } from './poisson.ts';

/** P(X <= hits) of so many trials with a chance each; by its terms from the cut outward, to about 1e-12. */
export function binomialAtMost(hits: number, trials: number, chance: number): number {
  if (hits < 0) return 0;
  if (hits >= trials || chance <= 0) return 1;
  if (chance >= 1) return 0;
  // The shorter tail is summed, so that no digits cancel.
  if (hits > trials * chance) return 1 - binomialAtMost(trials - hits - 1, trials, 1 - chance);
  const odds = chance / (1 - chance);
  const ways = logFactorial(trials) - logFactorial(hits) - logFactorial(trials - hits);
  let term = Math.exp(ways + hits * Math.log(chance) + (trials - hits) * Math.log1p(-chance));
  let sum = 0;
  for (let k = hits; k >= 0 && term > sum * 1e-17; k--) {
    sum += term;
    term *= k / ((trials - k + 1) * odds);
  }
  return Math.min(1, sum);
}

/** The greatest chance so few hits are compatible with: exact, one-sided (Clopper and Pearson, Biometrika 26, 1934). Of no hits in many trials it is 3 in as many, at 95 %. */
export function chanceAtMost(hits: number, trials: number, confidence = 0.95): number {
  if (hits >= trials) return 1;
  let [low, high] = [hits / trials, 1];
  for (let k = 0; k < 100 && high - low > 1e-12 * high; k++) {
    const middle = (low + high) / 2;
    if (binomialAtMost(hits, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}
