/** Norms of places by place: what is published of them, and their norms by category of officers. */
export const normPresets = {
  luqiao: {
    name: 'Luqiao',
    published:
      'At least two patrols a day of at least two hours by full-time officers, one a grid; part-time ones do not patrol',
    norms: { 'full-time': 'Two patrols of two hours', all: 'Part-time: no patrols asked' },
  },
  shawan: {
    name: 'Shawan',
    published:
      'Two patrols a day at staggered hours; rural officers have no handheld and are not tracked, helpers do not patrol',
    norms: {
      'full-time': 'Two staggered patrols',
      'rural-full-time': 'Rural officers: not tracked',
      all: 'Helpers: no patrols asked',
    },
  },
  rencheng: {
    name: 'Rencheng',
    published:
      'Comb-like: every part of the grid within the period, by the officers of the grids; specialists of departments do not patrol; reviewed by quarter',
    norms: { 'full-time': 'Comb-like patrols', all: 'Specialists: no patrols asked' },
  },
  xindu: {
    name: 'Xindu',
    published:
      'Officers in the grids patrol; those at centres and police stations are scored by content of their own, monthly',
    norms: { 'full-time': 'Officers in the grids', all: 'At the centres: no patrols asked' },
  },
  kaifeng: {
    name: 'Kaifeng',
    published:
      'Full-time officers patrol, part-time ones where they are given a grid and a handheld; points per category of matter, scored automatically',
    norms: {
      'full-time': 'Full-time officers',
      'part-time': 'Part-time officers with a grid',
      all: 'Others: no patrols asked',
    },
  },
};
