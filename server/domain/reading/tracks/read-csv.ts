import { findColumns, HEADERS, type Role } from '../columns.ts';
import { createMeasureReader, readNumber } from '../numbers.ts';
import { at, ReadingError } from '../problem.ts';
import { type Rows, readRows } from '../rows.ts';
import { bareFormsOf, createTimeReader } from '../times.ts';
import { identitiesOf, partition, requireOneAtATime } from '../who.ts';
import type { RecordedPoint, RecordedTrack, TrackOptions } from './recorded-track.ts';

type Columns = Partial<Record<Role, string>>;

const REQUIRED: readonly Role[] = ['time', 'lng', 'lat'];
const TIME_OF_DAY = /^\D*\d{1,2}[:时點点]/;

/**
 * Reads a CSV of fixes with a header line, between whose columns stand commas, semicolons or tabs. Rows of one track, one
 * person and one device make one track; a file that names none is one track. Empty cells and measures that make no sense
 * are null, the latter counted.
 * @throws ReadingError naming the line where a column is missing or a position or a time cannot be read.
 */
export function readCsv(text: string, fallbackId: string, options: TrackOptions): RecordedTrack[] {
  const table = readRows(text);
  const columns = columnsOf(table.names, options.columns);
  const { points, notes: onPoints } = pointsOf(table, columns, options);
  const who = identitiesOf(table.rows, columns);
  const groups = partition(points.keys(), who.keyOf);
  requireOneAtATime(table.rows, groups, Object.values(columns), points);
  const perTrack = partition(groups.keys(), (key) => who.trackOf(groups.get(key)![0]!));
  const notes = [...onPoints, ...who.notes];
  return [...groups].map(([key, rows]) => {
    const track = who.trackOf(rows[0]!);
    const id = (perTrack.get(track)!.length === 1 && track) || key || fallbackId;
    return {
      id,
      userId: who.carrierOf(rows[0]!) || id,
      points: rows.map((i) => points[i]!),
      ...(notes.length > 0 ? { notes } : {}),
    };
  });
}

function columnsOf(names: readonly string[], told: TrackOptions['columns']): Columns {
  const columns = findColumns(names, told);
  columns.time ??= columns.date;
  for (const role of REQUIRED)
    if (columns[role] === undefined)
      throw new ReadingError(
        `no column for ${role}: one of ${HEADERS[role].join(', ')}, or --columns ${role}=NAME; there are ${names.join(', ')}`,
      );
  return columns;
}

function pointsOf({ rows, lines }: Rows, columns: Columns, options: TrackOptions) {
  const times = createTimeReader({
    timeZone: options.timeZone,
    format: options.timeFormat,
    bare: bareFormsOf(columns.time!),
  });
  const measures = createMeasureReader();
  const points = rows.map((row, i): RecordedPoint => {
    const cell = (role: Role) => (columns[role] === undefined ? '' : row[columns[role]]!);
    const degrees = (role: 'lng' | 'lat') => {
      const value = at(role, () => readNumber(cell(role)));
      if (value === null) throw new ReadingError('position is missing');
      return value;
    };
    // Spreadsheets have a column of days beside one of times.
    const clock = cell('time');
    const when = TIME_OF_DAY.test(clock) ? `${cell('date')} ${clock}` : clock;
    return at(`line ${lines[i]}`, () => ({
      t: at('time', () => times.read(when)),
      lng: degrees('lng'),
      lat: degrees('lat'),
      accuracyM: measures.read('accuracyM', cell('accuracyM')),
      speedMps: measures.read('speedMps', cell('speedMps')),
      headingDeg: measures.read('headingDeg', cell('headingDeg')),
      mode: cell('mode') || null,
    }));
  });
  return { points, notes: [...times.notes(), ...measures.notes()] };
}
