/** Why nothing is done to a patrol, a verdict, a handheld, a message or a webhook. */
export const fieldProblems = {
  'codes-at-once':
    '{{count}} codes are too many at once, at most {{most}}: ask for fewer days or a smaller area',
  'codes-unreadable': 'the codes of {{area}} {{id}} cannot be read: renew them',
  'no-verdict-yet': 'this patrol has no verdict yet',
  'no-own-verdict': 'you have no patrol of this id with a verdict',
  'override-outcome': 'overriding takes the outcome that shall stand instead',
  'uphold-no-outcome': 'upholding leaves the outcome as it is: leave `outcome` out',
  'own-objection': 'you objected yourself; another supervisor decides',
  'no-open-objection': 'no undecided objection under this id',
  'suggested-for-grids': 'patrols are suggested for grids; this is a {{level}}',
  'patrol-runs': 'this patrol has not ended yet',
  'no-text': 'no text {{id}} was sent to this handheld',
  'notice-in-force': 'the notice in force is {{notice}}',
  'carries-none': 'the officer carries no handheld now',
  'not-on-calendar': '{{day}} is not on the calendar',
  'no-webhook': 'no webhook of this id',
  'no-delivery': 'no delivery of this id to this webhook',
};
