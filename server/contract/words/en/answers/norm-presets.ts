/** Norms of places by place: what is published of them, and their norms by category of officers. */
export const normPresets = {
  luqiao: {
    name: 'Luqiao',
    published: 'At least two patrols a day of at least two hours',
    norms: { all: 'Two patrols of two hours' },
  },
  shawan: {
    name: 'Shawan',
    published: 'Two patrols a day at staggered hours',
    norms: { all: 'Two staggered patrols' },
  },
  rencheng: {
    name: 'Rencheng',
    published: 'Comb-like: every part of the grid within the period; reviewed by quarter',
    norms: { all: 'Comb-like patrols' },
  },
  xindu: {
    name: 'Xindu',
    published: 'Two categories of officers with different content and points, scored monthly',
    norms: { 'full-time': 'Full-time officers', specialist: 'Specialists at the centres' },
  },
  kaifeng: {
    name: 'Kaifeng',
    published: 'Full- and part-time officers; points per category of matter, scored automatically',
    norms: { 'full-time': 'Full-time officers', 'part-time': 'Part-time officers' },
  },
};
