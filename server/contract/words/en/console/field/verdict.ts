/** Words of what a verdict says: reasons, signals, what counted, marks of fixes. */
export const verdict = {
  reason: {
    'no-fixes': 'No fixes received',
    'all-fixes-marked': 'No usable fix',
    'clock-off': 'Walked at another time',
    'outside-grid': 'Outside the grid throughout',
    'in-future': 'In the future',
    'too-long': 'Too long',
    'grid-unpatrollable': 'Grid has nothing to patrol',
    'norm-contradictory': 'Norm contradicts itself',
    integrity: 'Integrity signals',
    'poor-reception': 'Poor reception',
    'datum-suspected': 'Wrong datum suspected',
    'duration-short': 'Too short',
    'duration-uncertain': 'Duration uncertain',
    'coverage-low': 'Coverage too low',
    'coverage-uncertain': 'Coverage uncertain',
    'checkpoint-missed': 'Checkpoint missed',
    'checkpoint-order': 'Checkpoints out of order',
    'outside-window': 'Outside its hours',
    met: 'All requirements met',
  },
  reasonText: {
    'no-fixes': 'Not one position was received during this patrol, so nothing can be said.',
    'all-fixes-marked':
      'Every position received was left out for its accuracy, time or source, so nothing can be said.',
    'clock-off':
      "By the server's clock fixes told for this patrol were taken outside it: the handheld's clock was off, which proves nothing either way.",
    'outside-grid': 'None of the positions received lies in the grid.',
    'in-future': 'The handheld gave a time ahead of the server; check its clock.',
    'too-long': 'A single patrol over 24 hours is not measured.',
    'grid-unpatrollable': 'The grid holds no cell that can be walked; check its boundary.',
    'norm-contradictory': 'Requirements of the norm exclude each other; ask the administrator.',
    integrity: 'There are signs that this track was not walked by this officer; see the signals.',
    'poor-reception':
      'Part of the time is silent through no doing of the officer and could hold all that is missing. Bad reception is not absence, hence unverifiable.',
    'datum-suspected':
      "The track is shifted as a whole and fits the grid in another datum; check the handheld's setting.",
    'duration-short':
      'Walking time in the grid stays below the requirement, even at its highest estimate.',
    'duration-uncertain':
      'The best estimate falls short, but the upper bound may reach what is required.',
    'coverage-low': 'Cells seen stay below the requirement, even at the highest estimate.',
    'coverage-uncertain':
      'The best estimate falls short, but the upper bound may reach what is required.',
    'checkpoint-missed': 'A place that must be visited was not reached, or not for long enough.',
    'checkpoint-order': 'All checkpoints were visited, but not in the order prescribed.',
    'outside-window': 'The patrol did not start within the hours prescribed.',
    met: 'Duration, coverage and all else required were reached.',
  },
  signal: {
    'mock-provider': 'Mock provider',
    frozen: 'Frozen',
    'too-smooth': 'Too smooth',
    teleport: 'Teleport',
    vehicle: 'Vehicle speed',
    replayed: 'Replayed track',
    'two-in-one-pocket': 'Two in one pocket',
    'several-accounts': 'Several accounts',
    'clock-shifted': 'Clock shifted',
    'late-upload': 'Late upload',
    'forged-sequence': 'Forged sequence',
  },
  signalText: {
    'mock-provider': 'The operating system says that a mock provider made the positions.',
    frozen: 'Coordinates stay equal to the last digit for long. A real receiver always trembles.',
    'too-smooth':
      'The track has next to no receiver noise, or keeps one pace, as if it were drawn.',
    teleport: 'Neighbouring positions lie further apart than anything could travel.',
    vehicle: 'Moves faster than walking for long.',
    replayed:
      'The path equals one walked before, point by point, even shifted, trimmed or jittered.',
    'two-in-one-pocket': 'The handhelds of two officers move together all the time.',
    'several-accounts': 'One handheld reported under several accounts.',
    'clock-shifted': "The handheld's clock does not fit the moment of sending.",
    'late-upload': 'Uploaded later than allowed.',
    'forged-sequence': 'Sequence numbers and times that no working handheld produces.',
  },
  signalInnocent: {
    'mock-provider': "Innocent explanation: an external receiver's bridge app, or a test device.",
    frozen: 'Innocent explanation: the system repeats its last position indoors or lying still.',
    'too-smooth':
      'Innocent explanation: filtering or road snapping by the maker beyond what is known; a pace kept for two hours.',
    teleport: 'Innocent explanation: reflections between high buildings, cell positioning.',
    vehicle: 'Innocent explanation: an e-bike to and from the grid, an emergency.',
    replayed:
      'Innocent explanation: the same round at the same pace each day fits for minutes, rarely for long.',
    'two-in-one-pocket': 'Innocent explanation: two officers walking together, training.',
    'several-accounts': 'Innocent explanation: a borrowed handheld, a handover not recorded.',
    'clock-shifted': 'Innocent explanation: clock set by hand, wrong time zone, long offline.',
    'late-upload': 'Innocent explanation: no network for long, empty battery.',
    'forged-sequence':
      'Innocent explanation: a clock set while positions were held back, damaged storage.',
  },
  strength: { weak: 'weak', strong: 'strong' },
  segment: {
    counted: 'Counted',
    border: 'Border',
    idle: 'Idle',
    vehicle: 'Vehicle',
    outside: 'Outside',
    gap: 'No fixes',
  },
  segmentText: {
    counted: 'Walking in the grid; counts',
    border: 'Near the border; counts in part, by accuracy',
    idle: 'Standing; beyond the allowance it does not count',
    vehicle: 'Faster than walking; does not count',
    outside: 'Outside the grid; does not count',
    gap: 'No positions; neither counted nor held against',
  },
  gapReason: {
    battery: 'battery empty',
    permission: 'permission withdrawn',
    'no-satellites': 'no satellites',
    'user-pause': 'paused by the officer',
    killed: 'stopped by the system',
    hidden: 'app in the background, or screen off',
  },
  mark: {
    inaccurate: 'Inaccurate',
    mock: 'Mock provider',
    future: 'In the future',
    late: 'Late',
    'null-island': 'Null island',
    jump: 'Jump',
    stale: 'Stale',
    frozen: 'Frozen',
    'duplicate-time': 'Duplicate time',
    'datum-suspected': 'Datum suspected',
  },
};

/** What a patrol or a grid stands at: the outcomes of a verdict first. */
export const standing = {
  completed: 'Completed',
  incomplete: 'Incomplete',
  suspicious: 'Suspicious',
  unverifiable: 'Unverifiable',
  walking: 'Under way',
  none: 'No patrol',
  pending: 'Not judged',
};
