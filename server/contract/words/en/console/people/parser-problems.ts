/** What parsers of formats find wrong, by its code. */
export const parserProblems = {
  'json-ended':
    'the JSON breaks off at line {{line}}, character {{column}}: it is cut off, or a closing bracket or quote is missing',
  'json-comma': 'is not JSON at line {{line}}, character {{column}}: a comma is missing before it',
  'json-colon': 'is not JSON at line {{line}}, character {{column}}: a colon belongs after a name',
  'json-name':
    'is not JSON at line {{line}}, character {{column}}: a name in double quotes belongs here (a comma too many before it, or single quotes)',
  'json-value':
    'is not JSON at line {{line}}, character {{column}}: a value belongs here (a number, a text in double quotes, true, false, null, [ or {)',
  'json-after': 'has more at line {{line}}, character {{column}}, after the end of its JSON',
  'json-number': 'is not JSON at line {{line}}, character {{column}}: a number is not whole',
  'json-character':
    'is not JSON at line {{line}}, character {{column}}: a text holds a character that must be escaped, or a wrong escape',
  'json-twice': 'has the name {{name}} twice, at line {{line}}, character {{column}}',
  'xml-unclosed': '{{tags}} is not closed: the file is cut off',
  'xml-crossed': '{{open}} is closed by {{close}}',
  'xml-ended': 'it breaks off within a tag',
  'xml-attribute-twice': 'the attribute {{name}} stands twice',
  'xml-entity': '{{name}} is no known entity; & is written &amp;',
  'xml-no-root': 'it has no tags',
  'xml-after-root': 'something stands after its outermost tag',
  'xml-bracket': '< in the value of an attribute is written &lt;',
  'xml-section': 'a comment or CDATA is not ended',
  'xml-prefix': 'the prefix of a name is not declared (xmlns)',
  'xml-tag': 'a tag is not written as one',
  'xml-head': 'its declaration (<?xml or DOCTYPE) is broken',
  'xml-broken': 'is no whole XML: {{why}}',
  'wkt-open': 'is no WKT: ( belongs after the type',
  'wkt-close': 'is no WKT: a ) is missing',
  'wkt-numbers': 'is no WKT: numbers belong here',
  'not-a-database': 'the file is damaged: behind its first bytes there is no database',
  'database-cut': 'the file is damaged or cut off',
  'lacks-table': 'it lacks the table {{name}}',
  'bytes-damaged': 'its data are damaged or cut off',
  locked: 'the file is encrypted; save it without a password',
  'no-geoparquet':
    'the file is Parquet without a place (no geo metadata); export it as GeoParquet 1.1',
  'parquet-encoding': 'its geometry is encoded as {{encoding}}; export it with WKB',
  'parquet-codec':
    'it is packed by {{codec}}, which is not read; export it with Snappy or unpacked',
  'parquet-broken': 'cannot be read: {{why}}',
  fit: 'the file is FIT of a sports watch and no text; export the track as GPX or CSV',
  parquet: 'the file is Parquet and no text; save it as CSV or GeoJSON',
};
