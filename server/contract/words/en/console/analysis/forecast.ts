/** Words of how the forecast of incidents did. */
export const forecast = {
  title: 'Forecast of incidents',
  methods: {
    'decayed-kernel-rate/1': 'decayed kernel',
    'all-time-counts/1': 'all-time counts',
    '90-day-counts/1': '90-day counts',
    'kernel-density/1': 'kernel density',
  },
  /** Who serves in its place. */
  serves: {
    'decayed-kernel-rate/1': 'decayed kernel serves',
    'all-time-counts/1': 'all-time counts serve',
    '90-day-counts/1': '90-day counts serve',
    'kernel-density/1': 'kernel density serves',
  },
  column: {
    method: 'Method',
    hits: 'Hits in 5% of the area',
    pai: 'PAI',
    logScore: 'Log score',
    lead: 'Lead of the main method',
  },
  why: 'Each forecast is stored before its day begins, and two days after it is held against what happened, beside three simple methods (the last eight weeks, intervals over weeks). Once it is surely worse than one of them, that one serves until it is surely better.',
  none: 'None has been stored yet. Each is stored before its day begins and held against what happened two days after it; how it did, and whether it stands down, will be said here.',
  gathering:
    'Forecast: still gathering, {{days}} days and {{incidents}} incidents so far; it is judged from {{weeks}} weeks and {{needed}} incidents on',
  holds: 'Forecast: {{method}} serves; over {{days}} days no simple method was surely better',
  behind: 'Forecast: {{method}} serves, but is behind a simple method; the end of the week decides',
  down: 'Forecast: {{method}} stands down; {{serves}} since {{since}}',
};
