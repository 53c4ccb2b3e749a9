import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { at } from '../../server/domain/reading/problem.ts';
import { readPairs } from '../../server/domain/reading/tables/columns.ts';
import { requireTimeZone } from '../../server/domain/reading/times/instants.ts';
import { TIME_FORMATS, type TimeFormat } from '../../server/domain/reading/times/times.ts';
import { formatOf, readTracks } from '../../server/domain/reading/tracks/read-tracks.ts';
import {
  type RecordedTrack,
  TRACK_FORMATS,
  type TrackFormat,
} from '../../server/domain/reading/tracks/recorded-track.ts';
import { readText } from './read-text.ts';

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
      new Option('--format <format>', 'what the file begins like unless told').choices(
        TRACK_FORMATS,
      ),
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
 * Reads the tracks of a recorded file; the format is told by how it begins unless it is named.
 * @throws ReadingError with file and line where the file cannot be read as that format.
 */
export async function readTrack(
  file: string,
  { format, timeZone, timeFormat, columns }: TrackFlags = { timeZone: 'Asia/Shanghai' },
): Promise<RecordedTrack[]> {
  const { text, notes } = await readText(file);
  return at(file, () => {
    const chosen = format ?? formatOf(text);
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
