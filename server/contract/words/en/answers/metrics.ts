/** Metrics by their id: what each is called and how it is computed. */
export const metrics = {
  dutyDays: {
    name: 'Duty days',
    formula: "Officer-days on which that day's norm, assignment and leave required patrols",
  },
  onDutyDays: { name: 'Days on duty', formula: 'Duty days with at least one judged patrol' },
  onDutyRate: { name: 'On-duty rate', formula: 'onDutyDays / dutyDays' },
  leaveDays: {
    name: 'Days of leave',
    formula: 'Days of leave of officers who hold a grid; nothing is required of them',
  },
  patrolsRequired: {
    name: 'Patrols required',
    formula:
      'Sum of patrolsPerDay over duty days; who stands in takes over what was asked of the absent',
  },
  patrolsDone: {
    name: 'Patrols done',
    formula:
      'Patrols completed by verdict or by a supervisor, that keep rest and windows and are not an hour counted already; credited to the grid walked',
  },
  completionRate: {
    name: 'Completion rate',
    formula:
      'sum over officer-days of min(patrolsDone, patrolsRequired) / patrolsRequired; 1 only where no day is incomplete',
  },
  staggeredRate: {
    name: 'Staggered hours kept',
    formula:
      'On duty days of a norm with windows: windows in which a patrol began that does not stand as suspicious, however long it was / windows of the norm',
  },
  recognised: {
    name: 'Patrols recognised',
    formula: 'Judged patrols found in the track of officers who did not press start',
  },
  effectiveMin: {
    name: 'Effective minutes',
    formula:
      'Sum of effective minutes of judged patrols; an hour of one officer counts once however many patrols it lies in',
  },
  requiredMin: {
    name: 'Minutes required',
    formula: 'patrolsRequired x minutesPerPatrol of the norm',
  },
  jointMin: {
    name: 'Joint minutes',
    formula:
      'Part of effectiveMin while another officer, who began earlier, patrolled the same grid; effectiveMin less this is how long the grid was patrolled',
  },
  helpMin: {
    name: 'Minutes of help',
    formula:
      'Part of effectiveMin in grids the officer neither holds nor stands in for, credited to those grids',
  },
  distanceM: {
    name: 'Distance',
    formula: 'Sum of the distance of judged patrols; what one officer walked counts once',
  },
  coverageMean: {
    name: 'Mean coverage of a patrol',
    formula: 'Mean of the coverage of judged patrols',
  },
  coverageUnion: {
    name: 'Coverage over the period',
    formula:
      'Weight of the cells seen at least once in the period / weight of all patrollable cells; what a suspicious patrol says it saw is not seen, here and wherever ground is seen; versions of a redrawn grid weigh by their days',
  },
  combRate: {
    name: 'Comb-like windows met',
    formula:
      "On each day the norm's periodDays up to it are looked at: days on which coveragePerPeriod of the ground was seen within them / days on which that many days are on record",
  },
  combCoverage: {
    name: 'Mean coverage of comb-like windows',
    formula: 'Mean share of the ground seen within those windows',
  },
  combMet: {
    name: 'Comb-like coverage met',
    formula:
      '1 where every such window of the period is met, else 0; null where there was no whole window',
  },
  stalenessMeanH: {
    name: 'Mean staleness',
    formula:
      "Mean by weight of the days since each cell was last seen x 24, at the end of the period (the last day on record); 0 where seen that day; a cell not seen counts from the grid's first day on record within 92 days",
  },
  stalenessMaxH: {
    name: 'Greatest staleness',
    formula: 'Greatest number of days since a cell was last seen x 24, counted likewise',
  },
  unseenShare: {
    name: 'Ground not seen',
    formula: 'Weight of the cells not seen in the 92 days to the end of the period / weight of all',
  },
  checkpointRate: {
    name: 'Checkpoint rate',
    formula:
      'checkpoints visited / checkpoints of judged patrols; what a suspicious patrol says it visited is not visited',
  },
  checkpointWeekRate: {
    name: 'Checkpoints visited each week',
    formula:
      "On each day the 7 days up to it are looked at: checkpoints visited by the norm's checkpointVisitsPerWeek patrols (1 unless told), none of them suspicious / checkpoints of the norm, over all days",
  },
  weakSignals: { name: 'Weak signals', formula: 'Integrity signals of strength weak' },
  strongSignals: { name: 'Strong signals', formula: 'Integrity signals of strength strong' },
  contested: { name: 'Contested', formula: 'Judged patrols somebody objected to' },
  overridden: { name: 'Overridden', formula: 'Judged patrols whose outcome a supervisor replaced' },
  completeness: {
    name: 'Completeness of the data',
    formula:
      '1 - time in gaps beyond the limit / time on patrol: the share of expected positions that can be used',
  },
};

/** Metrics of which there is one for each outcome or signal. */
export const metricFamilies = {
  outcomeDays: {
    name: 'Days {{outcome}}',
    formula: 'Officer-days whose day verdict is {{outcome}}',
  },
  outcomePatrols: {
    name: 'Patrols {{outcome}}',
    formula: 'Judged patrols that stand as {{outcome}}, decisions on objections included',
  },
  signal: {
    name: 'Signal: {{signal}}',
    formula: 'Integrity signals "{{signal}}" of judged patrols, weak and strong',
  },
};
