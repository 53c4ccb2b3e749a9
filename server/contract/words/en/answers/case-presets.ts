/** Deadlines of cases of the five places: names and what of them is published. */
export const casePresets = {
  luqiao: {
    name: 'Luqiao',
    published: 'Accepted within one day, closed within five; yellow and red cards',
  },
  shawan: {
    name: 'Shawan',
    published:
      'Passed up through four levels; green, yellow and red lights by deadline. Lengths are not published: defaults',
  },
  rencheng: {
    name: 'Rencheng',
    published:
      'The grid calls, departments report. Lengths are not published: defaults in working time',
  },
  xindu: {
    name: 'Xindu',
    published: 'Taken in and passed on through four levels. Lengths are not published: defaults',
  },
  kaifeng: {
    name: 'Kaifeng',
    published:
      'Dispatched and followed live, times recorded by the system, accepted by the grid leader. Lengths are not published: defaults',
  },
};
