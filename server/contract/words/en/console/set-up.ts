export const setUp = {
  title: 'Set up',
  step: {
    areas: 'Areas',
    people: 'Officers',
    handhelds: 'Handhelds',
    sheets: 'Enrolment sheets',
    norm: 'Norm',
    categories: 'Categories',
    accounts: 'Accounts',
    live: 'First patrol',
  },
  about: {
    areas:
      'Bring in the grids and the areas above them, in the files your survey office has. What names no area above it lies in your own.',
    people:
      'Bring in officers with the grid each of them walks. A column for handhelds may stand in the same file once these are in.',
    handhelds:
      'Bring in handhelds with the officer who carries each. Secrets are made here; phones make their own with a sheet.',
    sheets:
      'Print a sheet for each handheld. Its officer scans it once, and the phone is enrolled.',
    norm: 'Choose the rules of a place to begin with, from this morning on. Until then the built-in rules hold.',
    categories: 'Bring in the kinds of incidents officers report, with the points each is worth.',
    accounts: 'Let supervisors and analysts in, each for their own area.',
    live: 'Everything is there when the first handheld is heard.',
  },
  optional: 'Can be left out',
  next: 'Go on: {{step}}',
  missing: 'Until a patrol can be judged there is missing: {{steps}}',
  judgeable: 'Patrols can be judged. What lacks something takes no part:',
  changeNorms: 'Look at norms and change them',
  rules: '{{name}}: {{patrols}} × {{minutes}} min',
  beginNorm: 'Begin with these rules',
  toSettings: 'Settings',
  waits: 'Waiting for the first handheld',
  heard: 'Heard! {{count}} handhelds have reported',
  walking: '{{handhelds}} handhelds are carried, {{enrolled}} of them enrolled by a sheet.',
  toMap: 'To the live map',
  first: {
    title: 'Welcome: the place and its first administrator',
    about:
      'Nobody can sign in yet. This page works once; all that follows can be left and taken up again.',
    place: 'Name of the place',
    placeExample: 'Luqiao District',
    code: 'Its code',
    codeHint: 'As your files of areas name the top, for example 331004.',
    level: 'Its level',
    timeZone: 'Time zone',
    passwordHint: 'At least {{least}} characters, and none that is easily guessed.',
    used: 'This address is not good any more.',
    make: 'Begin',
  },
};
