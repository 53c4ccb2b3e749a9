import type { FileNote } from '../../../contract/file-problem.ts';
import type { ReadFeature } from '../shapes/read-feature.ts';

/** Kinds of files that hold areas. */
export const MAP_FORMATS = [
  'geojson',
  'shapefile',
  'geopackage',
  'kml',
  'flatgeobuf',
  'geoparquet',
  'csv-wkt',
] as const;
export type MapFormat = (typeof MAP_FORMATS)[number];

/** What a file of areas holds: features in degrees, and what is to be said of how it was read. */
export interface MapFile {
  format: MapFormat;
  /** The system its coordinates were found in. */
  system: string;
  features: ReadFeature[];
  notes: FileNote[];
}
