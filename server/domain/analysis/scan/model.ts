/** The null model of a scan: what the cases of a window are compared with. */
export const SCAN_MODELS = ['permutation', 'poisson', 'bernoulli', 'expectation'] as const;
export type ScanModel = (typeof SCAN_MODELS)[number];

/** Which windows are clusters: with more cases than expected, with fewer, or either. */
export const SCAN_RATES = ['high', 'low', 'both'] as const;
export type ScanRates = (typeof SCAN_RATES)[number];

/**
 * Log likelihood ratio of a window with `cases` cases where the null model expects `expected`; 0 where they are not
 * those scanned for. For fixed cases above it, it falls as `expected` grows.
 */
export type Score = (cases: number, expected: number) => number;

const xLogRatio = (x: number, y: number): number => (x > 0 ? x * Math.log(x / y) : 0);

/** c ln(c/E) + (C - c) ln((C - c)/(C - E)); Kulldorff 1997 (Poisson), Kulldorff et al. 2005 (permutation). */
const conditionalPoisson =
  (total: number): Score =>
  (cases, expected) =>
    cases !== expected && expected < total
      ? xLogRatio(cases, expected) + xLogRatio(total - cases, total - expected)
      : 0;

/** c ln(c/E) + E - c, cases not conditioned on their total; Neill 2006 (expectation-based Poisson). */
const expectationPoisson: Score = (cases, expected) =>
  xLogRatio(cases, expected) + expected - cases;

/** Two binomial likelihoods against one; Kulldorff 1997. A window of n people expects n·C/N cases. */
function bernoulli(total: number, people: number): Score {
  const logLikelihood = (cases: number, n: number) => xLogRatio(cases, n) + xLogRatio(n - cases, n);
  const atNull = logLikelihood(total, people);
  return (cases, expected) => {
    if (cases === expected || expected >= total) return 0;
    const n = (expected * people) / total;
    return logLikelihood(cases, n) + logLikelihood(total - cases, people - n) - atNull;
  };
}

/** Whether a window's cases are those a scan looks for. */
export const isScannedFor: Record<ScanRates, (cases: number, expected: number) => boolean> = {
  high: (cases, expected) => cases > expected,
  low: (cases, expected) => cases < expected,
  both: (cases, expected) => cases !== expected,
};

/** The score of a model over `total` cases; `people` is cases + controls, for Bernoulli only. */
export function createScore(
  model: ScanModel,
  total: number,
  people = 0,
  rates: ScanRates = 'high',
): Score {
  const ratio =
    model === 'expectation'
      ? expectationPoisson
      : model === 'bernoulli'
        ? bernoulli(total, people)
        : conditionalPoisson(total);
  const isWanted = isScannedFor[rates];
  return (cases, expected) => (isWanted(cases, expected) ? ratio(cases, expected) : 0);
}
