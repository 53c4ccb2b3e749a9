/** Where in a file something stands. */
export const filePlaces = {
  line: 'line {{value}}',
  'from-line': 'line {{value}} or after',
  point: 'track point {{value}}',
  feature: 'feature {{value}}',
  record: 'record {{value}}',
  field: 'the name of field {{value}}',
  term: 'term {{value}}',
  section: 'section {{value}}',
  named: '{{value}}',
};
