/** Why something that a person does in the console is not taken. */
export const actProblems = {
  'device-number': 'device is the phone number of the terminal, 1 to 20 digits',
  'range-without-device': 'an addressRange needs the device that sends from it',
  'not-a-range': 'addressRange must be a network such as 10.20.0.0/16',
  'terminal-of-jt808': 'terminal is of jt808 without an addressRange only',
  'key-of-owntracks': 'sharedKey opens payloads of owntracks only',
  'device-bound': 'device {{device}} is bound already; end that binding first',
  'no-terminal-waits': 'no terminal waits for a code by this binding; make a new one',
  'url-not-one': 'url is not a URL',
  'url-with-name': 'url must not hold a name or password',
  'url-with-fragment': 'url must not hold a fragment',
  'url-http-or-https': 'url is https or http',
  'url-https':
    'url is https; http takes a deployment that allows private hosts (WEBHOOK_PRIVATE_HOSTS=on)',
  'url-private':
    'url names a private host; that takes a deployment that allows them (WEBHOOK_PRIVATE_HOSTS=on)',
  'webhooks-most': 'there are {{most}} webhooks already; delete one',
  'webhook-not-active': 'the webhook is {{state}}; enable it first',
  'views-most': 'there are {{most}} views already; delete one',
  'account-exists': 'an account of the name {{name}} exists already',
  'account-provided': 'the provider of identities says this of the account',
  'factor-in-force': 'there is one in force',
  'factor-not-offered': 'none was offered, or it is in force',
  'days-in-order': 'firstDay and lastDay are days, YYYY-MM-DD, in this order',
  'own-stand-in': 'who stands in is another officer',
  'no-such-officer': 'there is no such officer',
  'pair-of-two': 'a pair is two officers',
  'no-way-back': 'nothing is kept of this act that could be put back',
  'taken-back-already': 'it was taken back already',
  'changed-since': 'changed again since: {{keys}}; take that back first',
  'assigned-since':
    'what is on record of {{code}} in this time is another by now; look at it once more',
  'assigned-twice':
    '{{code}} would be of {{one}} and of {{other}} at once, from {{from}}; it is of one at a time',
  'codes-taken': 'taken already: {{codes}}; nothing was stored',
  'post-twice':
    '{{officer}} is {{role}} of {{area}} over days of both {{one}} and {{other}}; end one before the other begins',
  'leave-twice':
    '{{officer}} is on leave over days of both {{one}} and {{other}}; end one before the other begins',
  'assigned-before': 'begins ({{from}}) before what is to be changed ({{least}})',
  'assigned-beyond': 'ends after what is to be changed ({{most}})',
  'nominated-already': 'it is nominated for this period already',
  'nominated-oneself': 'you nominated yourself; somebody else decides',
};
