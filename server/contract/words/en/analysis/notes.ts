/** What a result tells its reader beside its figures. */
export const notes = {
  outside: '{{count}} incidents outside the study area were left out.',
  snapped:
    'Positions look snapped: {{percent}} % of incidents share a position, {{most}} the busiest one.',
  wholeOnly: 'Incidents that may lie outside the selected period count when more likely inside.',
  noWeights: 'Weights and shares of the period are not used: each row is 1.',
  coinciding: 'Coinciding incidents pull a cross-validated bandwidth towards 0; give bandwidthM.',
  gaps: 'Unknown times count by the chance of each band, uniform over their intervals; gaps are between moments.',
  tooFewPermutations:
    'This test cannot speak: over {{bands}} bands no adjusted p lies below {{least}}; ask for at least {{needed}} permutations.',
  squares: 'Places are squares of {{cellM}} m, as there are too many positions.',
  sharedDays: 'Incidents of unknown time count in shares over the days they may have happened on.',
  stopped: 'Stopped after {{replicates}} replicates.',
  noExcess: 'No window holds more cases than expected.',
  notConverged: 'Not converged after {{iterations}} steps.',
  leastSpread:
    'The spread of bursts is at its least value: repeats are at the very same positions.',
  uniformBackground:
    'A uniform background takes fixed hot spots for contagion; the branching ratio is too high.',
  middles: 'Unknown times are taken at the middle of their intervals.',
  reportedCells: 'Without an area, the cells are those in which anything was reported before.',
};
