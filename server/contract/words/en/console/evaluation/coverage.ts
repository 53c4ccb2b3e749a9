/** Words of the page of coverage. */
export const coverage = {
  title: 'Coverage',
  beside: 'Compare',
  besides: { none: 'Alone', before: 'Beside the one before', year: 'Beside a year before' },
  empty: 'No patrols on record in this period',
  emptyHint: 'They appear here once they are judged and rolled up.',
  map: 'Map of coverage',
  ground: 'Ground seen',
  seen: '{{share}} seen',
  notKnown: 'Not known',
  pattern: 'When: weekday and hour',
  shown: { patrolMin: 'Patrol minutes', incidents: 'Incidents' },
  walkedChart: 'Planned and walked, by day',
  planned: 'Patrols planned',
  walked: 'Patrols walked',
  windows: 'Comb-like windows: {{met}} of {{count}} grids filled',
  window: '{{share}} in {{days}} days, required {{required}}',
};
