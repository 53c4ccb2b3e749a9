/** Words of the replay of many. */
export const replay = {
  title: 'Replay',
  map: 'Map of the replay',
  period: 'Period',
  onRecord: 'Each look at where somebody was is put on record.',
  near: '{{count}} within {{metres}} m between {{from}} and {{to}}.',
  everybody: 'Show everybody',
  closest: '{{metres}} at the closest, {{from}} to {{to}}',
  nobody: 'Nobody was there',
  nobodyHint: 'No positions of that area and time are on record.',
  events: '{{incidents}} incidents, {{alerts}} alerts, {{warnings}} warnings until then',
  cut: {
    incidents: 'There are more incidents: the latest {{most}} are shown.',
    alerts: 'There are more alerts: the latest {{most}} are shown.',
    warnings: 'There are more warnings: the latest {{most}} are shown.',
    patrols: 'There are more patrols: trails are coloured by the verdicts of {{most}} of them.',
  },
  whoWasNear: 'Who was near then',
  open: 'Replay',
};
