import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { at } from '../../server/domain/reading/problem.ts';
import { readPairs } from '../../server/domain/reading/tables/columns.ts';
import { requireTimeZone } from '../../server/domain/reading/times/instants.ts';
import { TIME_FORMATS, type TimeFormat } from '../../server/domain/reading/times/times.ts';
import { readTracks } from '../../server/domain/reading/tracks/read-tracks.ts';
import {
  type RecordedTrack,
  TRACK_FORMATS,
  type TrackFormat,
} from '../../server/domain/reading/tracks/recorded-track.ts';
import { readText } from './read-text.ts';

/** Other endings of the same formats. */
const ENDINGS: Record<string, TrackFormat> = { txt: 'csv', tsv: 'csv', nma: 'nmea' };

/** What commands that read tracks ask for. */
export interface TrackFlags {
  format?: TrackFormat;
  timeZone: string;
  timeFormat?: TimeFormat;
  columns?: string;
}

/** Adds the options by which a track file is read. */
export const withTrackOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--format <format>', "the file's extension unless told").choices(TRACK_FORMATS),
    )
    .option(
      '--time-zone <name>',
      'zone of the grid, and of times without an offset',
      'Asia/Shanghai',
    )
    .addOption(
      new Option(
        '--time-format <format>',
        'how times are written, where the values do not tell',
      ).choices(TIME_FORMATS),
    )
    .option(
      '--columns <pairs>',
      'names of columns: person=WHO,device=PHONE,time=WHEN,lng=LON,lat=LAT',
    );

/**
 * Reads the tracks of a recorded file; the format is the file's extension unless told.
 * @throws ReadingError with file and line where the file cannot be read as that format.
 */
export async function readTrack(
  file: string,
  { format, timeZone, timeFormat, columns }: TrackFlags = { timeZone: 'Asia/Shanghai' },
): Promise<RecordedTrack[]> {
  const extension = extname(file).slice(1).toLowerCase();
  const chosen = format ?? TRACK_FORMATS.find((known) => known === extension) ?? ENDINGS[extension];
  if (chosen === undefined)
    throw new Error(`${file}: format is not one of ${TRACK_FORMATS.join(', ')}`);
  const { text, notes } = await readText(file);
  return at(file, () => {
    const options = {
      timeZone: requireTimeZone(timeZone),
      timeFormat,
      columns: readPairs(columns),
    };
    const tracks = readTracks(chosen, text, basename(file, extname(file)), options);
    if (notes.length > 0)
      for (const track of tracks) track.notes = [...notes, ...(track.notes ?? [])];
    return tracks;
  });
}
