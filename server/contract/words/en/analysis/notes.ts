/** What a result tells its reader beside its figures. */
export const notes = {
  outside: '{{count}} incidents outside the study area were left out.',
  far: 'Far from all others: {{ids}} ({{count}} in all). Check the coordinates.',
  farLeftOut:
    'Far from all others and left out: {{ids}} ({{count}} in all). Check the coordinates.',
  unknownCells: '{{count}} cells have no known value and were left out.',
  apart:
    'The lattice falls into {{parts}} parts that do not touch within 10 cm; {{alone}} cells have no neighbour.',
  snapped:
    'Positions look snapped: {{percent}} % of incidents share a position, {{most}} the busiest one.',
  wholeOnly: 'Incidents that may lie outside the selected period count when more likely inside.',
  noWeights: 'Weights and shares of the period are not used: each row is 1.',
  coinciding: 'Coinciding incidents pull a cross-validated bandwidth towards 0; give bandwidthM.',
  edgeLost:
    '{{percent}} % of the density lies beyond the raster, which ends at its edge without correction (edge), so densities near it are too low.',
  gaps: 'Unknown times count by the chance of each band, uniform over their intervals; gaps are between moments.',
  tooFewPermutations:
    'This test cannot speak: over {{bands}} bands no adjusted p lies below {{least}}; ask for at least {{needed}} permutations.',
  squares: 'Places are squares of {{cellM}} m, as there are too many positions.',
  sharedDays: 'Incidents of unknown time count in shares over the days they may have happened on.',
  stopped: 'Stopped after {{replicates}} replicates.',
  noExcess: 'No window holds more cases than expected, or fewer where low rates were scanned for.',
  notConverged: 'Not converged after {{iterations}} steps.',
  leastSpread:
    'The spread of bursts is at its least value: repeats are at the very same positions.',
  uniformBackground:
    'A uniform background takes fixed hot spots for contagion; the branching ratio is too high.',
  middles: 'Unknown times are taken at the middle of their intervals.',
  reportedCells: 'Without an area, the cells are those in which anything was reported before.',
  noSplit:
    'No cluster: the incidents nowhere fall apart into two parts of {{minClusterSize}} or more; rootMayBeCluster takes them all as one.',
  oneWeek: 'The test period lies within one week: intervals take its incidents as independent.',
  jittered:
    'Dates without times: every incident is put at a moment of its day, drawn by seed {{seed}}.',
  beforeSteps: '{{count}} incidents before the first whole step, from {{from}}, were left out.',
  calendarSteps:
    'Whole calendar steps from {{from}} to {{to}} ({{timeZone}}); {{before}} incidents before and {{after}} after them, in steps that the record does not cover whole, were left out. Steps are not equally long: counts are compared at one rate, as those of {{days}} days.',
  unevenSteps:
    'Periods do not follow each other evenly ({{shortest}} to {{longest}} days apart; is one missing?), and each counts as one step.',
  reachBinds:
    '{{percent}} % of a fitted burst lies beyond the reach it was looked for in, so its delay and spread are too small; a reachD of {{reachD}} and reachM of {{reachM}} would hold it.',
};
