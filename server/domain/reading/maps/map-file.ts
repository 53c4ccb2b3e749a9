import type { FileNote, FileProblem } from '../../../contract/file-problem.ts';
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
  /** What is wrong with it, or a layer of it, as a whole. Its features may lie nowhere then, and are looked at only for what else is wrong. */
  faults: FileProblem[];
  notes: FileNote[];
}

/** Layers, or files of one archive, as one. */
export const joinMaps = <Part extends Omit<MapFile, 'format'>>(parts: readonly Part[]) => ({
  system: [...new Set(parts.map(({ system }) => system))].join(', '),
  features: parts.flatMap(({ features }) => features),
  faults: parts.flatMap(({ faults }) => faults),
  notes: parts.flatMap(({ notes }) => notes),
});
