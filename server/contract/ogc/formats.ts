/** Formats items are answered in: what `f` says, media type, and what a file is called after its point. */
export const ITEM_FORMATS = {
  json: { type: 'application/geo+json', extension: 'geojson' },
  html: { type: 'text/html', extension: 'html' },
  csv: { type: 'text/csv', extension: 'csv' },
  csvt: { type: 'text/x-csvt', extension: 'csvt' },
  parquet: { type: 'application/vnd.apache.parquet', extension: 'parquet' },
  fgb: { type: 'application/flatgeobuf', extension: 'fgb' },
  gpx: { type: 'application/gpx+xml', extension: 'gpx' },
  kml: { type: 'application/vnd.google-earth.kml+xml', extension: 'kml' },
} as const;
export type ItemFormat = keyof typeof ITEM_FORMATS;

/** Formats of everything that is not items. */
export const PAGE_FORMATS = ['json', 'html'] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];
