/** What is wrong with one area of a file, by its code. */
export const areaDetails = {
  'missing-key': 'no value at {{keys}}',
  'not-one-of': '{{value}} is none of {{choices}}',
  'no-geometry': 'no geometry',
  'no-ring': 'no ring',
  'no-usable-ring': 'no ring that can be used',
  'not-a-polygon': '{{type}}; an area is a Polygon or a MultiPolygon',
  'not-degrees': '{{count}} positions are not [longitude, latitude] within 180 and 90 degrees',
  swapped:
    '{{count}} positions are not [longitude, latitude] within 180 and 90 degrees, such as {{sample}}: latitude stands first; swap the two (GeoJSON and Xunji have longitude first)',
  'of-a-system':
    '{{count}} positions are not [longitude, latitude] within 180 and 90 degrees: {{sample}} looks like {{system}}; transform the file to WGS-84 first, or export it with its coordinate system',
  'ring-too-short': '{{count}} of {{rings}} rings have fewer than 4 positions',
  'ring-not-closed': '{{count}} of {{rings}} rings do not end where they begin',
  'duplicate-code': '{{count}} features have it',
  'no-parent-told': 'no parent is told: name a parent key, a parent or a top',
  'other-level': 'on record it is a {{known}}, not a {{level}}',
  elsewhere: 'on record it is a {{known}} elsewhere',
  'unknown-parent': 'there is no area {{parent}}, in the file or on record',
  'level-not-below-parent': 'a {{level}} cannot lie in {{parent}}, a {{parentLevel}}',
  overlap: 'overlaps {{with}}',
  'outside-parent': '{{m2}} m² ({{percent}} %) of it lie outside {{parent}}',
  'not-later': 'the version on record starts at {{latest}}, a new one must start later',
  'crosses-itself': 'it crosses itself: Self-intersection at {{place}}',
  'invalid-shape': 'its shape is not valid: {{why}}',
  'parts-joined': 'its parts touch or overlap and are taken as one',
  'judged-since': 'patrols began in it since {{from}}; end it later',
};
