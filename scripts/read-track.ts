import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCsv } from './tracks/read-csv.ts';
import { readGpx } from './tracks/read-gpx.ts';
import { readPlt } from './tracks/read-plt.ts';
import { type RecordedTrack, TRACK_FORMATS, type TrackFormat } from './tracks/recorded-track.ts';

export type { RecordedPoint, RecordedTrack, TrackFormat } from './tracks/recorded-track.ts';
export { TRACK_FORMATS } from './tracks/recorded-track.ts';

const READERS: Record<TrackFormat, (text: string, fallbackId: string) => RecordedTrack[]> = {
  csv: readCsv,
  gpx: readGpx,
  plt: readPlt,
};

/**
 * Reads the tracks of a recorded file; the format is the file's extension unless told.
 * @throws Error with file and line where the file cannot be read as that format.
 */
export async function readTrack(file: string, format?: TrackFormat): Promise<RecordedTrack[]> {
  const extension = extname(file).slice(1).toLowerCase();
  const chosen = format ?? TRACK_FORMATS.find((known) => known === extension);
  if (chosen === undefined)
    throw new Error(`${file}: format is not one of ${TRACK_FORMATS.join(', ')}`);
  const text = await readFile(file, 'utf8');
  try {
    return READERS[chosen](text, basename(file, extname(file)));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
