/** Figures of cases: name and how they are reckoned. */
export const caseMetrics = {
  opened: {
    name: 'Cases',
    formula:
      'Cases opened in the period; one that was withdrawn or merged and opened again is one, of its first day, and stands as it does now',
  },
  closed: { name: 'Closed', formula: 'Of these, closed by now' },
  acceptedInTime: {
    name: 'Accepted in time',
    formula:
      'Accepted before the deadline ÷ those accepted or over it; each level that a case is passed up or down to has its own deadline, and the first that accepts or lets it go by decides. Neither are cases withdrawn or merged before that',
  },
  closedInTime: {
    name: 'Closed in time',
    formula: 'Closed before the deadline ÷ those closed or over it',
  },
  acceptMedianH: { name: 'Hours to accept', formula: 'Median hours from report to acceptance' },
  dispatchMedianH: {
    name: 'Hours to dispatch',
    formula: 'Median hours from acceptance to dispatch',
  },
  handleMedianH: { name: 'Hours to handle', formula: 'Median hours from dispatch to handled' },
  checkMedianH: { name: 'Hours to check', formula: 'Median hours from handled to checked' },
  closeMedianH: { name: 'Hours to close', formula: 'Median hours from report to the end' },
  arrivalSeenRate: {
    name: 'Arrival seen',
    formula:
      'Cases whose officer’s own track came within 50 m of the place before they were handled or ended, within 7 days of being sent ÷ cases an officer handles or handled last',
  },
  arrivalMedianMin: {
    name: 'Minutes to arrival',
    formula:
      'Median minutes from the dispatch to the officer, or from taking it where nobody sent it, to the first position of the officer’s own track within 50 m of the place, of cases where one was seen; by the positions there were when the case last changed or a patrol of the officer was last judged',
  },
  solvedInGridRate: {
    name: 'Solved in the grid',
    formula: 'Closed without having been passed up or sent to a department ÷ closed',
  },
  passedUp: { name: 'Passed up', formula: 'Cases that were passed up at least once' },
  sentBack: { name: 'Sent back', formula: 'Cases whose handling was sent back at least once' },
  closedAtOnceRate: {
    name: 'Accepted at the first check',
    formula: 'Closed without having been sent back by the leader ÷ closed',
  },
  yellowCards: { name: 'Yellow cards', formula: 'Cases with a yellow card and no red one' },
  redCards: { name: 'Red cards', formula: 'Cases with a red card' },
  overdue: { name: 'Overdue', formula: 'Open cases over a deadline' },
  rating: { name: 'Rating', formula: 'Mean of the ratings given, 1 to 5' },
  points: { name: 'Points', formula: 'Points of the categories of closed cases' },
};
