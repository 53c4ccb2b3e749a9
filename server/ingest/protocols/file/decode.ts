import type { Datum } from '../../../contract/areas/geo.ts';
import type { FileNote } from '../../../contract/file-problem.ts';
import { EARLIEST_MS } from '../../../contract/fixes/fix.ts';
import { fileNote, fileProblem } from '../../../domain/reading/problem.ts';
import { decodeText } from '../../../domain/reading/texts/text.ts';
import { requirePositions } from '../../../domain/reading/tracks/admit-track.ts';
import { formatOf, readTracks } from '../../../domain/reading/tracks/read-tracks.ts';
import type { TrackFormat, TrackOptions } from '../../../domain/reading/tracks/recorded-track.ts';
import { type Decoded, nothing } from '../report.ts';
import { known } from '../values.ts';

export interface FileOptions extends TrackOptions {
  /** Told by the text itself unless given. */
  format?: TrackFormat | undefined;
  /** Of the coordinates, where it is another than the handheld's. */
  datum?: Datum | undefined;
}

export interface DecodedFile extends Decoded {
  format: TrackFormat;
  /** What was left out, or taken for something. */
  notes: FileNote[];
}

/** Points a file may hold: a month of two two-hour patrols a day, one point every 4 s. */
const POINTS_MAX = 100_000;

/**
 * Reads the file of one handheld's logger: all its tracks, in order of time.
 * @throws ReadingError where it cannot be read, holds no points with times, too many, or those of several people.
 */
export function decodeFile(bytes: Uint8Array, options: FileOptions): DecodedFile {
  const { text, notes } = decodeText(bytes);
  const { format = formatOf(text), datum } = options;
  const tracks = readTracks(format, text, 'track', options);
  const points = tracks.flatMap((track) => track.points).sort((a, b) => a.t - b.t);
  const people = new Set(
    tracks.map(({ deviceId, userId }) =>
      [...new Set([userId, deviceId])].filter(Boolean).join(' / '),
    ),
  );
  if (format === 'csv' && people.size > 1)
    throw fileProblem('tracks-of-several', { people: [...people].slice(0, 5).join(', ') });
  if (points.length === 0) throw fileProblem('no-points', { format });
  if (points.length > POINTS_MAX)
    throw fileProblem('too-many-points', { count: points.length, most: POINTS_MAX });
  requirePositions(points);
  const early = points.filter(({ t }) => t < EARLIEST_MS).length;
  return {
    ...nothing(),
    format,
    reports: points.map(({ mode: _, t, ...point }) =>
      known({ ...point, t: Math.round(t), datum }),
    ) as Decoded['reports'],
    notes: [
      ...distinct([...notes, ...tracks.flatMap((track) => track.notes ?? [])]),
      ...(early > 0 ? [fileNote('times-before-2015', { count: early })] : []),
    ],
  };
}

/** Notes each once: the tracks of one file say the same of it. */
const distinct = (notes: readonly FileNote[]): FileNote[] => [
  ...new Map(notes.map((note) => [JSON.stringify(note), note])).values(),
];
