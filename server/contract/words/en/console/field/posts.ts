/** Posts of grid leaders, instructors, police and staff of centres. */
export const posts = {
  title: 'Posts',
  about:
    'Who is leader, instructor or police of which grid, village or town, and who is staff of a centre or station, from which day to which. Scores go by the post of the day; those of earlier editions stay what they are.',
  help: 'How they are set up',
  new: 'New post',
  empty: 'No posts yet',
  emptyHint: 'Give one, or bring many in from a file above.',
  find: 'Name, code, post or area',
  list: 'Posts on record',
  officer: 'Officer',
  role: 'Post',
  firstDay: 'From',
  lastDay: 'Until',
  lastDayHint: 'That day too; left empty: until further notice.',
  endAsk: 'End it for {{name}} ({{role}}, {{area}})? Today is its last day.',
  takeOff: 'Take back',
  takeOffAsk: 'Take it back from {{name}} ({{role}}, {{area}})? It was never held then.',
  twice: 'The same person holds this post there in these days ({{days}}): change that one.',
  inPlace: 'In place of {{names}}, until the day before',
};
