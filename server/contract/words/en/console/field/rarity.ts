/** How rare a signal is among honest walks. */
export const rarity = {
  law: 'As rare as 1 in {{walks}} among honest walks',
  rarest: 'Rarer than 1 in a thousand million among honest walks',
  atMost: 'At most 1 in {{walks}} among honest walks',
  tail: 'By how near {{patrols}} honest walks of the kinds that come nearest came to it: {{kinds}}',
  together:
    'Two who walk the whole round together make it too, which is no chance: put them on record as a pair',
  noneWeak:
    'At most 1 in {{walks}} among honest walks: none of {{patrols}} showed it at all (rule set {{ruleSet}})',
  noneStrong:
    'At most 1 in {{walks}} among honest walks: none of {{patrols}} showed it so strongly (rule set {{ruleSet}})',
  some: 'At most 1 in {{walks}} among honest walks: {{shown}} of {{patrols}} showed it as strongly (rule set {{ruleSet}})',
  most: 'Most often: {{kind}}, {{shown}} of {{patrols}}',
  'fault-mock-provider':
    'No matter of chance: no receiver makes it, a setting, an app or a test device does',
  'fault-several-accounts':
    'A handheld lent or handed over unrecorded makes it too; how often, no count tells',
  'fault-clock-shifted': 'No matter of chance: the clock was off; it accuses nobody',
  'fault-late-upload': 'No matter of chance: positions came late; it accuses nobody',
  'fault-forged-sequence':
    'Damaged storage or a faulty app makes it too; how often, no count tells',
};

/** Kinds of honest walks. */
export const honestKind = {
  'honest-good': 'in the open',
  'honest-street': 'in streets',
  'honest-filtered-receiver': 'a receiver that filters',
  'honest-urban-canyon': 'between high buildings',
  'honest-gappy': 'reception with gaps',
  'honest-slow-sampling': 'a position every 30 s or slower',
  'honest-offline': 'hours without a network',
  'honest-clock-off': 'a clock that is off',
  'honest-coarse-digits': 'coordinates of few digits',
  'honest-bare-terminal': 'a terminal that tells positions alone',
  'honest-with-breaks': 'with breaks',
  'honest-still-phone': 'a phone laid down at the end',
  'honest-habitual': 'the same streets every day',
  'honest-met-colleague': 'a quarter of an hour with a colleague',
  'honest-gcj-ok': 'a handheld in GCJ-02',
  'honest-smoothed': 'a handheld that smooths positions',
  'honest-snapped': 'a handheld that snaps to streets',
  'honest-snapped-smoothed': 'a handheld that smooths and snaps to streets',
  'honest-other-make': 'a receiver of another make',
  'honest-rounded': 'coordinates that are rounded',
  'honest-power-saving': 'a handheld that saves power',
  'honest-alleys': 'old alleys',
  'honest-pushing': 'pushing a bicycle or a wheelchair',
  'honest-even-pace': 'one pace kept',
  'honest-market': 'from stall to stall',
  'honest-daily-round': 'one round at one pace every day',
  'honest-start-together': 'colleagues who set out together',
  'honest-clock-stepped': 'a clock that was set',
  'honest-clock-corrected': 'a clock that put itself right',
  'honest-clock-drifting': 'a clock that drifts',
  'honest-clock-jumping': 'a clock that jumps',
  'honest-clock-jumping-untold': 'a clock that jumps, on a wire that tells no time of sending',
  'honest-shared-handheld': 'handhelds swapped on the way, on record',
  'honest-forgotten-end': 'nobody pressed the end, the phone lay at home',
  'honest-forgotten-start': 'nobody pressed the start, the phone lay in an office',
  'honest-stand-in': 'a stand-in',
};
