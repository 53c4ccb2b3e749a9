/** What may be wrong at a place in a file, or with how it is to be read. */
export const valueProblems = {
  'no-such-day': 'there is no day {{day}}',
  'no-such-time': 'there is no time {{time}}',
  'leap-second': 'a second 60 is a leap second, at 23:59 UTC only',
  'no-time-zone': '{{timeZone}} is no IANA time zone, such as Asia/Shanghai',
  'no-time':
    '{{given}} is not readable as a time; write 2026-11-03 08:05, or 2026-11-03T08:05:00+08:00',
  'year-of-two-digits': '{{given}} is not readable as a time; write the year with four digits',
  'two-days':
    '{{given}} may be two days; say --time-format dd/mm/yyyy or mm/dd/yyyy, or write the year first',
  'no-time-of-day': '{{given}} is not readable as a time: {{text}} is no time of day',
  'no-such-offset': '{{given}} is further from UTC than any zone',
  'no-such-hour': '{{given}}: there is no hour {{hour}} in {{half}}',
  'no-such-format': 'timeFormat {{timeFormat}} is none of {{formats}}',
  'not-of-format': '{{given}} is no number of {{format}}',
  'outside-format': '{{given}} lies outside what {{format}} may be',
  'days-of-excel': '{{given}} looks like the days of a spreadsheet; say --time-format excel',
  'no-bare-time':
    '{{given}} is no plausible time: a bare number is taken for yyyymmdd, or Unix seconds or milliseconds of 2000 to 2032; --time-format says what it is ({{formats}})',
  'no-bare-time-or-day':
    '{{given}} is no plausible time: a bare number is taken for yyyymmdd, or Unix seconds or milliseconds of 2000 to 2032, or days since 1970-01-01 below 30000; --time-format says what it is ({{formats}})',
  'no-such-period': 'there is no period {{given}}',
  'comma-or-thousands':
    '{{given}} may be a decimal comma or thousands; write it with a point, or without a comma',
  'not-a-number': 'is not a number: {{given}}',
  'too-large': 'is too large: {{given}}',
  missing: '{{name}} is missing',
  'damaged-value':
    '{{path}} holds the character U+{{character}}: it was damaged by an earlier conversion; send it as it was',
  'damaged-character':
    'the text holds the character U+{{character}}: it was damaged by an earlier conversion; send it as it was',
  'no-such-role': 'no column {{role}} is asked for; there are {{roles}}',
  'no-such-column': 'there is no column {{wanted}}; there are {{columns}}',
  'not-a-pair': '{{pair}} is not ROLE=COLUMN',
  'may-be': 'it may be {{choices}}',
  characters: 'it has {{least}} to {{most}} characters',
  'option-not-of-format': '{{option}} does not apply to {{format}}',
  'below-itself': 'it would lie below itself',
  'columns-alike': 'several columns may be meant: {{columns}}; say which is (--columns)',
  'nobody-named':
    'column {{column}} names nobody, and other rows several; give each row its own (merged cells keep it in the first)',
  'times-cut':
    'its times have no seconds, and up to {{count}} rows stand in several places at one: a spreadsheet cut them, or there are several people in it; save the seconds (yyyy-mm-dd hh:mm:ss), or give each a file',
  'several-people':
    'its rows are in several places at once: several people or devices in one file; no column tells them apart: give each a file',
  'several-people-by':
    'its rows are in several places at once: several people or devices in one file; say which column names them: --columns person={{column}}',
  'no-nmea': 'no line is a sentence of NMEA 0183, as $GPRMC,...*hh',
  'no-row-with-time': 'line {{line}}: time is missing; no row has both',
  'no-row-with-position': 'line {{line}}: position is missing; no row has both',
  'tracks-of-several': 'these are tracks of {{people}}: send a file for each handheld',
  'no-points': 'no point with a time and a position was found, read as {{format}}',
  'too-many-points': '{{count}} points; a file holds at most {{most}}: cut it by days',
  swapped:
    '{{x}}, {{y}} lies far from anywhere this is used, and in China when swapped: latitude stands first; name the columns right',
  'not-degrees': '{{x}}, {{y}} is not lng, lat in degrees',
  'latitude-first':
    '{{x}}, {{y}} is not lng, lat in degrees: latitude stands first; swap the two (GeoJSON and Xunji have longitude first)',
  'looks-projected':
    '{{x}}, {{y}} is not lng, lat in degrees: it looks like {{systems}}; transform it to WGS-84 first, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'sixty-minutes': 'there are no 60 minutes or seconds: {{given}}',
  'other-system':
    'the file says its coordinates are {{system}}; transform it to WGS-84 first, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'system-in-metres':
    'the file says its coordinates are {{system}} ({{name}}, metres); transform it to WGS-84 first, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'system-in-degrees':
    'the file says its coordinates are {{system}} ({{name}} in degrees, some 50 to 150 m from WGS-84); transform it to WGS-84 first, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'not-of-rings': 'a polygon is not a list of rings of [longitude, latitude], two numbers',
  'ring-crosses':
    'a ring crosses itself or another, by the edge from {{place}}; draw it so that its edges do not cross',
  'no-ground': 'its polygons enclose no ground: fewer than 3 corners, or all in a line',
  'no-period': '{{given}} is no period; write 2026-11, 2026-Q4 or 2026-W45',
  'calendar-line': 'no line of a calendar ({{what}})',
  'calendar-nesting': '{{what}} begins or ends alone',
  'rule-not-read':
    'the rule {{rule}} is not read; repeat by FREQ=YEARLY, MONTHLY, WEEKLY or DAILY, or list the days',
  'rule-too-long': 'it repeats more than {{most}} times; shorten it',
  'event-too-long': 'it lasts {{days}} days; a holiday has {{most}} at most',
  'event-ends-before': 'it ends before it begins',
};
