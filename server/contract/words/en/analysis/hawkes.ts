import { SEED } from './shared.ts';

/** The self-exciting process. */
export const hawkes = {
  hawkes: {
    summary:
      'Fits a self-exciting process (background and bursts) and expects incidents by cell for the next shift, day and week',
    parameters: {
      background:
        'Background: kernel follows the places of the incidents; uniform takes every fixed hot spot for contagion',
      bandwidthM:
        'Bandwidth of the background; when left out, of 250, 500, 1000 and 2000 m the likeliest',
      reachM: 'Farthest a burst is looked for',
      reachD: 'Longest a burst is looked for',
      minSpreadM: 'Least spread of a burst; snapped positions would draw it to 0',
      shiftH: 'Length of the next shift',
      cellM: 'Side of the square cells of the expectation',
      iterations: 'Most EM steps',
      backgroundPerDay:
        'Background incidents a day; with the next three nothing is fitted, and their log likelihood told',
      branchingRatio: 'Mean number of incidents set off by one; given with the others',
      meanDelayD: 'Mean delay of a burst; given with the others',
      spreadM: 'Spread σ of a burst; given with the others',
      ...SEED,
    },
    columns: {
      x: 'East of the middle of the cell, metres (planar)',
      y: 'North of the middle of the cell, metres (planar)',
      shift: 'Expected incidents in the next shift',
      day: 'Expected incidents in the next 24 hours',
      week: 'Expected incidents in the next 7 days',
    },
  },
};
