/** Wall mode: what hangs in a command room. */
export const wall = {
  title: 'Wall',
  needs: 'Needs somebody now',
  nobody: 'Nothing needs anybody',
  unknown: 'Whether anything needs somebody is not known yet',
  more: '{{count}} more',
  mute: 'The browser does not allow sound and desktop notices yet: click anywhere on the page once.',
  view: { map: 'Live map', patrols: 'Patrols today', cases: 'Open cases' },
  kind: {
    sos: 'Call for help',
    'red-warning': 'Red warning',
    'red-case': 'Case overdue',
    silent: 'Silent',
  },
};
