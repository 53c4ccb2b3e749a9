import type { ItemFormat } from '../../../contract/ogc/formats.ts';
import { toCsv, toCsvt } from './csv.ts';
import { toFlatGeobuf } from './flatgeobuf.ts';
import { toGeoJson } from './geojson.ts';
import { toGpx } from './gpx.ts';
import { toHtml } from './html.ts';
import { toKml } from './kml.ts';
import { toParquet } from './parquet.ts';
import type { Pieces, Sheet } from './sheet.ts';

/** How a page is written in each format. */
export const WRITERS: Readonly<Record<ItemFormat, (sheet: Sheet) => Pieces>> = {
  json: toGeoJson,
  html: toHtml,
  csv: toCsv,
  csvt: toCsvt,
  parquet: toParquet,
  fgb: toFlatGeobuf,
  gpx: toGpx,
  kml: toKml,
};

/** Formats that are in degrees of WGS-84, longitude first, and in nothing else. */
export const IN_DEGREES: ReadonlySet<ItemFormat> = new Set(['parquet', 'fgb', 'gpx', 'kml']);
