import { SEED } from './shared.ts';

/** The space-time scan. */
export const scan = {
  scan: {
    summary:
      'Finds where and when incidents exceed what chance explains, with windows of every place, size and length',
    parameters: {
      model:
        'Null model: permutation (cases only), poisson (population), bernoulli (controls), expectation (expected cases)',
      period: 'Which clusters: prospective, alive on the last day; retrospective, at any time',
      dimension: 'What a window may choose: places and times, places only, times only',
      intervalD: 'Days gathered into one interval, counted back from the last day',
      maxDays: 'Longest window; half of the study period when left out',
      maxShare: 'Largest share of all cases (permutation) or expected cases in a circle',
      maxRadiusM: 'Largest radius of a circle; none when left out',
      cellM:
        'Side of the squares that make a place, for incidents only; when left out distinct positions, or, where there are over 4000, the finest squares of which at most 1000 are needed',
      firstDay: 'First day of the study, ISO date; for incidents only',
      lastDay: 'Last day of the study, ISO date; for incidents only',
      tiesTogether:
        'Places equally far from a centre enter together; else one by one, smaller x then y first',
      minCases: 'Fewest cases of a high-rate cluster',
      replicates: 'Monte Carlo replicates; 0 for none',
      stopAt: 'Stop at this many replicates as great as the most likely cluster; 0 never',
      runs: 'Runs so far that the p-values are adjusted for, prospective; 1 for none',
      maxClusters: 'Most clusters to list',
      overlap:
        'When a weaker cluster is left out: space-time, sharing a place with a stronger one at the same time; space, sharing a place at any time',
      rates:
        'Clusters of more cases than expected (high), of fewer (low), or both; low takes longer',
      ...SEED,
    },
    columns: {
      cluster: 'Rank by log likelihood ratio, 1 the most likely cluster',
      centre: 'Name of the place at the centre',
      places: 'Places inside',
      radiusM: 'Distance from the centre to the farthest place inside, metres',
      startDay: 'First day, UTC date; none where the input has no days',
      endDay: 'Last day, UTC date',
      rate: 'High or low: more cases than expected, or fewer',
      cases: 'Cases inside',
      expected: 'Cases expected inside',
      ratio: 'Cases over expected',
      relativeRisk: 'Risk inside over risk outside',
      llr: 'Log likelihood ratio',
      p: 'Monte Carlo p',
      pGumbel: 'p of a Gumbel distribution fitted to the replicates',
      recurrenceD: 'Days between such clusters by chance alone: prospective scans',
    },
  },
};
