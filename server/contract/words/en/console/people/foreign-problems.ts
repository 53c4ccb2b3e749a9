import type { foreignProblems as zh } from '../../../zh/console/people/foreign-problems.ts';

export const foreignProblems: typeof zh = {
  'is-pdf': 'it is a PDF, not data; export the data from where they are kept',
  'is-picture': 'it is a {{kind}} picture, not data; export the data from where they are kept',
  'is-document':
    'it is a {{kind}} document, not data; export the data from where they are kept, or save the table in it as .xlsx',
  'is-page': 'it is a web page (HTML), not areas; export the data from where they are kept',
  'is-drawing':
    'it is a {{kind}} drawing; export it as Shapefile (zip), GeoPackage or GeoJSON, with codes and names',
  'is-geodatabase':
    'it is a geodatabase of ArcGIS (.gdb); export it as Shapefile (zip) or GeoPackage',
  'map-for-table': 'it holds areas ({{name}}), not a table; bring them in as areas',
  'table-for-map':
    'it is a spreadsheet, not areas; people and things are brought in each as its own kind, a table with WKT is saved as CSV',
};
