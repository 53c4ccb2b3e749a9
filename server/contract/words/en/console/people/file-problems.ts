import { accessProblems } from './access-problems.ts';
import { actProblems } from './act-problems.ts';
import { areaProblems } from './area-problems.ts';
import { caseProblems } from './case-problems.ts';
import { fieldProblems } from './field-problems.ts';
import { foreignProblems } from './foreign-problems.ts';
import { parserProblems } from './parser-problems.ts';
import { requestProblems } from './request-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { scoreProblems } from './score-problems.ts';
import { valueProblems } from './value-problems.ts';

/** What may be wrong with a file, as a whole and within, or with what was asked, by its code. */
export const fileProblems = {
  ...valueProblems,
  ...areaProblems,
  ...parserProblems,
  ...foreignProblems,
  ...ruleProblems,
  ...actProblems,
  ...requestProblems,
  ...accessProblems,
  ...caseProblems,
  ...scoreProblems,
  ...fieldProblems,
  empty: 'the file is empty',
  archive: 'it is an archive or a spreadsheet, not a text; save it as CSV or unpack it',
  'utf-32': 'the text is UTF-32; save it as UTF-8 and try again',
  'mostly-utf-8':
    'line {{lines}}, from byte {{byte}} on, is not valid UTF-8, though the rest is; save it as UTF-8 and try again',
  'neither-encoding':
    'line {{line}}, byte {{byte}}, is not valid UTF-8, and byte {{other}} is not valid GB18030; save it as UTF-8 and try again',
  'not-chinese':
    'line {{line}}, byte {{byte}}, is not valid UTF-8, and it is not Chinese text in GB18030 either; save it as UTF-8 and try again',
  'not-encoding': 'byte {{byte}} is not valid {{encoding}}; save it as UTF-8 and try again',
  'unknown-encoding':
    'it declares the encoding {{label}}, which is unknown; save it as UTF-8 and try again',
  'zero-byte':
    'line {{line}}, byte {{byte}}, is 0: UTF-16 without its mark, or not a text; save it as UTF-8 and try again',
  'damaged-text':
    'line {{line}}, byte {{byte}}, holds the replacement character U+FFFD: the text was damaged by an earlier conversion; export it again',
  'archive-too-large': 'the archive holds more than 512 MiB; send its parts one by one',
  'archive-empty': 'the archive holds no file',
  'archive-damaged': 'the archive is damaged or cut off; pack it again',
  'archive-entry': '{{name}} is damaged in the archive; pack it again',
  'archive-locked': 'the archive is locked by a password ({{name}}); pack it again without one',
  'archive-method': '{{name}} is packed by a method that is not read; pack it again as a plain zip',
  'other-archive': 'it is an archive of another kind ({{kind}}); pack it as zip, or unpack it',
  'old-excel': 'the file is .xls of before 2007; save it as .xlsx or CSV',
  'no-xlsx': 'the archive is no .xlsx or .ods; save the spreadsheet as .xlsx or CSV',
  'other-than-table':
    'the text is no table ({{kind}}); open it in a spreadsheet program and save it as .xlsx or CSV',
  'xlsx-unreadable': 'cannot be read: {{why}}',
  'empty-spreadsheet': 'the spreadsheet is empty',
  'several-sheets':
    'several sheets hold such rows ({{sheets}}); leave the one that is meant, or put all rows into one',
  'two-columns': 'two columns are called {{name}}',
  'bad-table': 'the table cannot be read: {{why}}',
  'uneven-rows':
    'line {{line}} has {{cells}} cells and the header {{columns}}; decimal commas need a semicolon or a tab between columns, or quotes',
  'not-json': 'is not JSON at line {{line}}, character {{column}}: {{why}}',
  topojson: 'is TopoJSON; export it as GeoJSON',
  'not-geojson': 'is not GeoJSON: it has neither features nor a geometry',
  'no-features': 'the file holds no features',
  'shp-alone': 'a .shp alone has neither codes nor names; zip it with its .dbf, .prj and .cpg',
  'no-map':
    'the archive holds no .shp, .kml, .gpkg, .fgb, .parquet, .geojson or .csv, only {{names}}',
  'no-shp': 'the .shp is no Shapefile: it does not begin as one',
  'shp-short': 'the .shp ends early: {{promised}} bytes are promised, {{there}} there',
  'shp-unreadable': 'cannot be read: {{why}}',
  'no-dbf': 'there is no .dbf, which holds codes and names; pack it too',
  'counts-differ':
    'the .shp has {{shapes}} shapes and the .dbf {{records}} records; export both anew',
  'dbf-short': 'the .dbf is too short to be a dBASE table',
  'dbf-ends':
    'the .dbf ends early: {{count}} records of {{size}} bytes are promised, {{there}} bytes are there',
  'cpg-unknown': 'the .cpg names the encoding {{encoding}}, which is unknown',
  'dbf-encoding': 'the .dbf is not {{encoding}} here; put a .cpg with its encoding beside it',
  'code-digits-lost':
    '{{given}} is a code that a spreadsheet kept as a number, whose last digits are lost; format the column as text and enter it again',
  'code-formula': '{{given}} is a formula and no code; enter the code',
  'dbf-cut':
    '“{{text}}” is cut off within a character: the field has {{bytes}} bytes; make it longer and export anew',
  'kml-empty': 'the KML holds no placemarks',
  'kml-corners': '{{count}} of its corners are no “longitude,latitude”, such as “{{given}}”',
  'gpkg-empty': 'the GeoPackage holds no table of features',
  'gpkg-broken': 'is not whole: {{why}}',
  'fgb-unreadable': 'cannot be read: {{why}}',
  'fgb-header': 'the FlatGeobuf is cut off within its header',
  'fgb-short': 'the FlatGeobuf ends early: {{promised}} features are promised, {{there}} there',
  'degrees-not-metres':
    'its coordinates, such as {{sample}}, are degrees, and {{system}} is in metres; give it with its own system, or with none',
  'axes-turned':
    'its coordinates, such as {{sample}}, lie in China only with the two turned round: the northing, or latitude, stands first; export it with the easting, or longitude, first ({{system}})',
  'no-such-system':
    'no coordinate system {{system}} is understood; EPSG:4491 to 4554 (Gauss-Krüger of CGCS2000), 4490, 4326, 3857 and 32601 to 32660 are',
  'no-system':
    'its coordinates, such as {{sample}}, are no degrees, and it names no coordinate system; say which (--system), or export it with its system (a .prj) or transformed to CGCS2000 (EPSG:4490)',
  'prj-unreadable':
    'the .prj begins with “{{text}}”, which is no coordinate system; export it anew, or leave it out where coordinates are degrees',
  'no-wkt':
    'no column holds WKT such as POLYGON((121.3 28.5, ...)); its columns are {{columns}}. Areas are read from Shapefile (zip), GeoPackage, KML, KMZ, GeoJSON, FlatGeobuf, GeoParquet and such a table',
  curves:
    'is a {{type}}, which may hold curves; turn them into straight lines first, for example: ogr2ogr -nlt CONVERT_TO_LINEAR',
  'bad-wkt': 'is no WKT ({{why}})',
  'datum-named':
    'the file says its coordinates are {{name}}; take that out and say so by the datum (--datum gcj02 or bd09)',
  'system-unreadable': 'the coordinate system {{name}} cannot be read: {{why}}',
  'other-datum':
    'the file says its coordinates are {{name}}; only systems over WGS-84, CGCS2000, GCJ-02 and BD-09 can be placed. Have it transformed to CGCS2000 (EPSG:4490), which survey offices do by their own parameters',
  'no-track-column':
    'no column for {{role}}: one of {{headers}}, or --columns {{role}}=NAME; there are {{columns}}',
  'other-columns': 'line {{line}} has {{cells}} cells and the header {{columns}}',
  'quote-open': 'a quote in line {{line}} is not closed',
  'quote-within': 'line {{line}} has a quote within a cell; double it and put the cell in quotes',
  'several-systems': 'several systems: SRID {{ids}}',
  'more-problems': 'and {{count}} more',
  'esri-json': 'is the JSON of ArcGIS; export it as GeoJSON',
  'not-gpx': 'is XML, not of GPX but {{root}}; export the track as GPX or CSV',
  'json-track': 'is JSON; tracks are read from CSV, GPX, NMEA and PLT',
  'total-row': 'line {{line}} is a total ({{word}}), not a record; take it out',
};
