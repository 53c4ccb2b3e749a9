import { fileProblem } from '../problem.ts';
import { readCsv } from './read-csv.ts';
import { readGpx } from './read-gpx.ts';
import { readNmea } from './read-nmea.ts';
import { readPlt } from './read-plt.ts';
import type { RecordedTrack, TrackFormat, TrackOptions } from './recorded-track.ts';

type Reader = (text: string, fallbackId: string, options: TrackOptions) => RecordedTrack[];
const READERS: Record<TrackFormat, Reader> = {
  csv: readCsv,
  gpx: readGpx,
  nmea: readNmea,
  plt: readPlt,
};

/**
 * Reads the tracks of a text in a format. `fallbackId` names tracks that have no name.
 * @throws ReadingError naming the place where it cannot be read as that format.
 */
export const readTracks = (
  format: TrackFormat,
  text: string,
  fallbackId: string,
  options: TrackOptions,
): RecordedTrack[] => READERS[format](text, fallbackId, options);

/**
 * The format a text begins like: GPX is XML, sentences of NMEA begin with a talker, GeoLife's files say so; else a CSV.
 * @throws ReadingError for JSON, of which no track is read.
 */
export function formatOf(text: string): TrackFormat {
  const start = text.slice(0, 2_000).trimStart();
  if (start.startsWith('<')) return 'gpx';
  if (/^[[{]/.test(start)) throw fileProblem('json-track');
  if (/^Geolife/i.test(start)) return 'plt';
  return /^.{0,40}\$[A-Z]{5},/m.test(start) ? 'nmea' : 'csv';
}
