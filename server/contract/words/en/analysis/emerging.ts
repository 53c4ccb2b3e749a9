import { CELLS, NEIGHBOURS, STEPS } from './shared.ts';

/** Emerging hot spots. */
export const emerging = {
  emerging: {
    summary: 'Emerging hot spots: space-time Gi*, its trend, and the pattern of each cell',
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: 'Weights: 1 each, or a row sums to 1',
      ...STEPS,
      lagSteps: "Steps before its own that a bin's neighbourhood reaches back",
      window: 'Bins that mean and deviation are taken over',
      correction: 'Correction over all bins of the cube',
      alpha: 'Level at which a bin is a hot or cold spot',
      trendAlpha: 'Level at which a trend is significant',
    },
    columns: {
      id: 'Cell',
      category: '8 patterns of hot and 8 of cold spots, or no pattern',
      trendZ: 'Mann-Kendall z of the z scores over time',
      trendP: 'Its two-sided p',
      trendS: "Kendall's S",
      slope: "Sen's slope of the z scores, per step",
      hotSteps: 'Steps that are hot spots',
      coldSteps: 'Steps that are cold spots',
      lastZ: 'z of the last step',
      lastBin: 'Confidence bin of the last step, -3..3',
      total: 'Sum of the values over all steps',
    },
  },
  'mann-kendall': {
    summary:
      'Mann-Kendall trend of a series at equal steps, one a cell; incidents are one series of counts',
    parameters: STEPS,
    columns: {
      id: 'Cell, or all',
      trendS: "Kendall's S",
      variance: 'Variance of S under no trend, corrected for ties',
      trendZ: 'z of S with continuity correction',
      trendP: 'Its two-sided p',
      tau: "Kendall's tau-b with time",
      slope: "Sen's slope, per step",
    },
  },
};
