/** Schemes of places to start from. */
export const scoringPresets = {
  terms: {
    done: 'Patrols done',
    'on-duty': 'On duty',
    coverage: 'Coverage',
    comb: 'Comb-like',
    staleness: 'Staleness',
    checkpoints: 'Checkpoints',
    found: 'Matters found',
    suspicious: 'Suspicious patrols',
    staggered: 'Staggered hours kept',
    officers: 'Officers answered for',
    handled: 'Cases handled',
    'in-time': 'Closed in time',
    accepted: 'Accepted by the grid leader',
    hours: 'Hours to handle',
    rating: 'Rated by the towns',
  },
  places: {
    luqiao: {
      name: 'Luqiao star rating',
      published:
        'Officers are rated by stars each period, automatically, and their stars count in the rating of the grid leader and the instructor. Weights and thresholds are examples.',
    },
    shawan: {
      name: 'Shawan patrol review',
      published:
        'Patrols twice a day, and staggered hours as a rule of their own. How they are reviewed is not published; all of it is an example.',
    },
    rencheng: {
      name: 'Rencheng quarterly review',
      published:
        'Comb-like patrols; reviewed by quarter, the last 5 % listed; a grid is honoured only with none of ten kinds of incident; departments report when the grid calls. Weights and the codes of the ten are examples.',
    },
    xindu: {
      name: 'Xindu monthly score',
      published:
        'Two categories of officers with different content and points, scored monthly into pay; people at centres and stations by their own content; best grid, officer, leader and grid police of the year. Weights are examples.',
    },
    kaifeng: {
      name: 'Kaifeng points per matter',
      published:
        'Every category of matter (56 classes, 314 items) is worth points, scored automatically; what departments did is accepted by the grid leader and rated by the townships. Weights and limits are examples.',
    },
  },
};

/** What is told of a term: what is counted, and what it is worth. `scored` holds for a bonus as well. */
export const scoringTerm = {
  whole: '{{source}}: {{scale}}{{missing}}',
  unknown: '?',
  matters: {
    count: 'Matters{{by}}{{kinds}}{{shared}}',
    points: 'Points of matters{{by}}{{kinds}}{{shared}}',
  },
  officers: {
    stars: 'Mean stars of the officers answered for, by days',
    total: 'Mean score of the officers answered for, by days',
  },
  cases: { handler: 'Cases: {{figure}}', finder: 'Cases of matters found: {{figure}}' },
  shared: ', without a finder shared by those on duty in the grid',
  kinds: ' ({{kinds}})',
  foundBy: {
    reported: ' reported by others',
    detected: ' found on patrol',
    department: ' on record of departments',
  },
  scored: {
    linear: '0 points at {{zeroAt}}, {{max}} at {{fullAt}}, in proportion between',
    step: '{{points}} from {{from}}',
    each: '{{points}} for each, {{max}} at most',
  },
  deduction: {
    linear: '0 points at {{zeroAt}}, -{{max}} at {{fullAt}}, in proportion between',
    step: '-{{points}} from {{from}}',
    each: '-{{points}} for each, {{max}} at most',
  },
  between: ', ',
  missing: {
    'leave-out': '; without data left out, its weight spread over the others',
    zero: '; without data 0',
    full: '; without data in full',
  },
};
