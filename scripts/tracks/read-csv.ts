import { parse } from 'csv-parse/sync';
import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

type Row = Record<string, string>;

/** Names a column goes by, first match wins. */
const COLUMNS = {
  track: ['track_id', 'track', 'trackid'],
  user: ['user_id', 'user', 'userid', 'officer', 'handheld'],
  t: ['t_iso', 'time', 't', 'timestamp', 'datetime'],
  lng: ['lng', 'lon', 'longitude', 'x'],
  lat: ['lat', 'latitude', 'y'],
  accuracyM: ['accuracy', 'accuracym', 'accuracy_m'],
  speedMps: ['speed', 'speedmps', 'speed_mps'],
  headingDeg: ['heading', 'headingdeg', 'course', 'bearing'],
  mode: ['mode'],
} as const;
type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ['t', 'lng', 'lat'];

/**
 * Reads a CSV of fixes with a header line; rows of one `track_id` make one track, a file without that column is one track.
 * Times are ISO 8601 (UTC where no zone is told) or Unix seconds or milliseconds; empty cells are null.
 * @throws Error naming the line where a column is missing or a value is not a number or a time.
 */
export function readCsv(text: string, fallbackId: string): RecordedTrack[] {
  const rows: Row[] = parse(text, {
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    skip_empty_lines: true,
    trim: true,
  });
  if (rows.length === 0) return [];
  const column = columnsOf(rows[0]!);
  const tracks = new Map<string, RecordedTrack>();
  rows.forEach((row, i) => {
    const cell = (name: Column) => (column[name] === undefined ? '' : (row[column[name]] ?? ''));
    const id = cell('track') || fallbackId;
    let track = tracks.get(id);
    if (!track) {
      track = { id, userId: cell('user') || id, points: [] };
      tracks.set(id, track);
    }
    track.points.push(pointOf(cell, i + 2));
  });
  return [...tracks.values()];
}

function columnsOf(row: Row): Partial<Record<Column, string>> {
  const found: Partial<Record<Column, string>> = {};
  for (const [name, aliases] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const alias = aliases.find((candidate) => candidate in row);
    if (alias !== undefined) found[name] = alias;
    else if (REQUIRED.includes(name))
      throw new Error(`no column for ${name}: one of ${aliases.join(', ')} is needed`);
  }
  return found;
}

function pointOf(cell: (name: Column) => string, line: number): RecordedPoint {
  const number = (name: Column) => {
    const text = cell(name);
    if (text === '') return null;
    const value = Number(text);
    if (!Number.isFinite(value)) throw new Error(`line ${line}: ${name} is not a number: ${text}`);
    return value;
  };
  const lng = number('lng');
  const lat = number('lat');
  if (lng === null || lat === null) throw new Error(`line ${line}: position is missing`);
  return {
    t: timeOf(cell('t'), line),
    lng,
    lat,
    accuracyM: number('accuracyM'),
    speedMps: number('speedMps'),
    headingDeg: number('headingDeg'),
    mode: cell('mode') || null,
  };
}

function timeOf(text: string, line: number): number {
  const numeric = Number(text);
  if (text !== '' && Number.isFinite(numeric))
    return Math.round(numeric < 1e11 ? numeric * 1000 : numeric);
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const t = Date.parse(zoned);
  if (!Number.isFinite(t)) throw new Error(`line ${line}: time is not readable: ${text}`);
  return t;
}
