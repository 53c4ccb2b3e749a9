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
  },
  places: {
    luqiao: {
      name: 'Luqiao star rating',
      published:
        'Officers are rated by stars each period, automatically. Weights and thresholds are examples.',
    },
    shawan: {
      name: 'Shawan patrol review',
      published:
        'Two staggered patrols a day. How they are reviewed is not published; all of it is an example.',
    },
    rencheng: {
      name: 'Rencheng quarterly review',
      published:
        'Comb-like patrols; reviewed by quarter, the last 5 % listed; a grid is honoured only with none of ten kinds of incident. Weights and the codes of the ten are examples.',
    },
    xindu: {
      name: 'Xindu monthly score',
      published:
        'Two categories of officers with different content and points, scored monthly into pay. Weights are examples.',
    },
    kaifeng: {
      name: 'Kaifeng points per matter',
      published:
        'Every category of matter (56 classes, 314 items) is worth points, scored automatically. The weights of patrols and the limits are examples.',
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
