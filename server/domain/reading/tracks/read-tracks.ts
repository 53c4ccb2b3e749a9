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

/** Options that a format has a use for: columns are of tables, and where times are written in one way alone none is told. */
const APPLY: Record<TrackFormat, readonly ('columns' | 'timeFormat')[]> = {
  csv: ['columns', 'timeFormat'],
  gpx: ['timeFormat'],
  nmea: [],
  plt: [],
};

/**
 * Reads the tracks of a text in a format. `fallbackId` names tracks that have no name.
 * @throws ReadingError naming the place where it cannot be read as that format, or an option that does not apply to it.
 */
export function readTracks(
  format: TrackFormat,
  text: string,
  fallbackId: string,
  options: TrackOptions,
): RecordedTrack[] {
  const { columns = {}, timeFormat } = options;
  const told = { columns: Object.keys(columns).length > 0, timeFormat: timeFormat !== undefined };
  for (const option of ['columns', 'timeFormat'] as const)
    if (told[option] && !APPLY[format].includes(option))
      throw fileProblem('option-not-of-format', { option, format: format.toUpperCase() });
  return READERS[format](text, fallbackId, options);
}

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
