/** Words of the help beside its texts. */
export const help = {
  title: 'Help',
  contents: 'Contents',
  forHandheld: 'For handheld {{code}}',
  forConnected:
    'The values below are those of this handheld. Its address is shown until this page is left.',
  forKnown:
    'The values below are those of this handheld. A token is told once, on connecting: connect anew where it is lost.',
  verdicts: 'What a verdict means',
  measures: 'Measures and definitions',
  signals: 'Integrity signals',
  marks: 'Fixes left out',
  datum: 'Coordinate systems',
  'set-up': 'Setting up',
  privacy: 'Who sees what',
  keyboard: 'By the keyboard',
  accounts: 'Accounts and sign-in',
  analysis: 'Methods of analysis',
  alerts: 'What alerts mean',
  warnings: 'Warnings and suggested patrols',
  cases: 'Cases',
  metrics: 'Patrol metrics',
  handheld: "The officer's app",
  phones: 'Phones and terminals',
  webhooks: 'Webhooks, for integrators',
  asvs: 'Security checklist (ASVS)',
  falseAccusations:
    'Of {{patrols}} seeded honest patrols of {{kinds}} kinds judged under rule set {{ruleSet}}, {{accused}} accused wrongly: **{{rate}} in 100,000** (95 % interval {{low}} to {{high}}), which for {{officers}} officers of {{each}} patrols a year is {{year}} expected a year, at most {{most}}.',
  because: {
    'none-of-it': 'there is nothing of the kind',
    'memory-safe': 'a memory-safe language',
    'no-authorization-server': 'other programs issue tokens, not this one',
    'no-webrtc': 'no WebRTC',
    operator: 'by whoever operates it',
    accepted: 'not met, see below',
  },
};
