/** Why rules that an administrator publishes are not taken: norms, thresholds of warnings. */
export const ruleProblems = {
  'no-area': 'there is no area {{area}}',
  'from-is-past':
    'it holds from a moment to come: {{from}} is past, and what is past was judged by what held then',
  'version-starts': 'the version on record starts at {{starts}}, the next one must start later',
  'version-starts-same':
    'the version on record has the same rules from {{starts}}, and no version starts earlier than it did',
  'not-to-withdraw':
    'version {{version}} is not the last one, or has begun to hold; publish the next one',
  'norm-twice': 'two norms for the same area, grid type and officer category',
  'judged-since':
    'patrols or days it would hold for since {{from}} were judged already, by what held then; let it start at a moment to come',
  'day-too-short': 'the hours of duty have no room for the patrols, minutes and rests asked for',
  'never-on-duty': 'patrols are asked for, but no day is on duty',
  'dwell-exceeds-patrol': 'the dwell times of the checkpoints are longer than a patrol',
  'same-checkpoint-twice': 'two checkpoints have the same id',
  'windows-off-duty': 'every window lies outside the hours of duty',
  'silent-alert-within-gap':
    'the alert of silence comes before the gap between fixes that is allowed',
  'idle-alert-within-allowance': 'the alert of idling comes before the idling that is allowed',
  'too-many-to-try':
    'these days hold {{count}} patrols; one request judges at most {{most}} again: ask for fewer days or an area below',
  'days-to-try': 'from must come before to, by at most {{most}} days',
  'change-holds':
    'what changes from {{from}} holds already and is not taken back; import the next version',
  'no-change-then': 'nothing changes at {{from}}',
  'beyond-own': 'it reaches beyond your area: {{areas}}',
  'later-change': 'a later change rests on it, take that back first: {{areas}}',
  'not-watched':
    'warnings are looked for by district: no area in {{area}} is watched by itself; choose a district or an area above',
  'levels-in-order': 'there is a rule for each level, in this order: {{levels}}',
  'milder-above': '{{figure}} of {{level}} is {{value}}, below that of {{milder}} ({{least}})',
};
