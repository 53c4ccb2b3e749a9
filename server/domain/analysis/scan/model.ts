/** The null model of a scan: what the cases of a window are compared with. */
export const SCAN_MODELS = ['permutation', 'poisson', 'bernoulli', 'expectation'] as const;
export type ScanModel = (typeof SCAN_MODELS)[number];

/**
 * Log likelihood ratio of a window with `cases` cases where the null model expects `expected`;
 * 0 unless there are more than expected. For fixed cases it falls as `expected` grows.
 */
export type Score = (cases: number, expected: number) => number;

const xLogRatio = (x: number, y: number): number => (x > 0 ? x * Math.log(x / y) : 0);

/** c ln(c/E) + (C - c) ln((C - c)/(C - E)); Kulldorff 1997 (Poisson), Kulldorff et al. 2005 (permutation). */
const conditionalPoisson =
  (total: number): Score =>
  (cases, expected) =>
    cases > expected && expected < total
      ? xLogRatio(cases, expected) + xLogRatio(total - cases, total - expected)
      : 0;

/** c ln(c/E) + E - c, cases not conditioned on their total; Neill 2006 (expectation-based Poisson). */
const expectationPoisson: Score = (cases, expected) =>
  cases > expected ? xLogRatio(cases, expected) + expected - cases : 0;

/** Two binomial likelihoods against one; Kulldorff 1997. A window of n people expects n·C/N cases. */
function bernoulli(total: number, people: number): Score {
  const logLikelihood = (cases: number, n: number) => xLogRatio(cases, n) + xLogRatio(n - cases, n);
  const atNull = logLikelihood(total, people);
  return (cases, expected) => {
    if (cases <= expected || expected >= total) return 0;
    const n = (expected * people) / total;
    return logLikelihood(cases, n) + logLikelihood(total - cases, people - n) - atNull;
  };
}

/** The score of a model over `total` cases; `people` is cases + controls, for Bernoulli only. */
export function createScore(model: ScanModel, total: number, people = 0): Score {
  if (model === 'expectation') return expectationPoisson;
  return model === 'bernoulli' ? bernoulli(total, people) : conditionalPoisson(total);
}
