import { CELLS, NEIGHBOURS, PERMUTATIONS, SEED } from './shared.ts';

const TESTS = {
  rate: 'Value divided by the denominator: not, as it is, or empirical Bayes',
  correction: 'Correction for testing every cell',
  alpha: 'Level at which a cell is called hot, cold or clustered',
};

/** Cells and their values. */
const VALUES = {
  id: 'Cell: id of the lattice, H3 index, or column_row of the square',
  value: 'Incidents in the cell, or the value given',
  population: 'Denominator: the one given',
  patrolHours: 'Hours of verified patrol: the denominator',
  analysed: 'The value or the rate that was analysed',
  neighbours: 'Number of neighbours, without the cell itself',
};

const P_VALUES = {
  z: 'z score',
  p: 'Two-sided normal p',
  q: 'p after the correction',
  permutationP: 'Two-sided conditional permutation p, where permutations were asked for',
  permutationQ: 'permutationP after the correction',
};

/** Hot spots of cells and rates. */
export const hotspot = {
  'gi-star': {
    summary: 'Getis-Ord Gi* hot and cold spots on H3 cells, squares or any lattice',
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: 'Weights: 1 each, or a row sums to 1',
      ...TESTS,
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      ...VALUES,
      ...P_VALUES,
      bin: 'Confidence by q with the sign of z: 3 at 99 %, 2 at 95 %, 1 at 90 %, 0 none',
      spot: 'Hot or cold at alpha: hot, cold or none, by permutationQ where there is one',
    },
  },
  'local-moran': {
    summary: "Local Moran's I: cells like their neighbours (HH, LL) and unlike them (HL, LH)",
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: 'Weights: a row sums to 1, or 1 each',
      ...TESTS,
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      ...VALUES,
      i: "Local Moran's I",
      ...P_VALUES,
      quadrant: 'Quadrant: cell and neighbours above (H) or below (L) the mean: HH, LL, HL, LH',
      isCluster: 'Significant: whether q, or permutationQ, is at most alpha',
    },
  },
  rates: {
    summary:
      'Rates per unit of a denominator: raw, and smoothed by global and local empirical Bayes',
    parameters: { ...NEIGHBOURS },
    columns: {
      id: 'Cell',
      value: 'The count given',
      population: VALUES.population,
      patrolHours: VALUES.patrolHours,
      raw: 'value / denominator',
      eb: 'Shrunk towards the overall rate',
      ebLocal: 'Shrunk towards the rate of the neighbourhood',
    },
  },
};
