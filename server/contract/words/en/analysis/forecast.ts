import { SEED } from './shared.ts';

const PERIODS = {
  target:
    'Category to forecast; every incident when left out. The other categories inform the forecast.',
  cellM: 'Side of the square cells',
  horizonD: 'Period of one forecast',
  learnPeriods: 'Past periods from which the pooled forecast learns its weights',
};

/** Forecasts and their back-test. */
export const forecast = {
  forecast: {
    summary:
      'Expects incidents by cell for the next period: a pool of counts, densities and near repeats weighted by past scores',
    parameters: { ...PERIODS },
    columns: {
      x: 'East of the middle of the cell, metres (planar)',
      y: 'North of the middle of the cell, metres (planar)',
      pooled: 'Pooled forecast: expected incidents',
      allTime: 'All-time counts: expected incidents',
      recent: '90-day counts: expected incidents',
      kde: 'Kernel density of 300 m: expected incidents',
    },
  },
  backtest: {
    summary:
      'Scores forecasts on periods they did not know: hit rate, PAI, PEI*, log score, calibration, beside simple baselines',
    parameters: {
      ...PERIODS,
      testFrom:
        'First moment tested, ISO; the last quarter of the period, and one horizon at least, when left out',
      testTo: 'Moment the test ends, ISO; that of the input when left out',
      areaShares: 'Shares of the area at which hits are counted, comma between',
      bootstraps: 'Bootstrap draws of weeks for the intervals',
      ...SEED,
    },
    columns: {
      forecaster: 'Forecast: pooled, all-time counts, 90-day counts, or kde',
      areaShare: 'Share of the cells asked for at every origin',
      usedShare: 'Share really picked: whole cells, at least one',
      hits: 'Incidents in the picked cells',
      hitRate: 'Hits over all incidents of the test period',
      pai: 'Hit rate over the share really picked',
      peiStar: 'Hits over the most that as many cells could hold',
      low: 'Lower end of the 95 % interval of the hit rate, weeks bootstrapped (of a single week: Wilson)',
      high: 'Upper end of the interval',
      logScore: 'Mean log of the share forecast for the cell of an incident',
    },
  },
};
