import type { FileNote } from '../../../contract/file-problem.ts';
import { partition } from '../../partition.ts';
import { createMeasureReader, isUnknown, type Measure, unitOf } from '../numbers.ts';
import { at, fileNote, fileProblem } from '../problem.ts';
import { readDegrees } from '../shapes/coordinates.ts';
import { findColumns, HEADERS, type Role } from '../tables/columns.ts';
import { type Rows, readRows } from '../tables/rows.ts';
import { identitiesOf, requireOneAtATime, withNames } from '../tables/who.ts';
import { joinDayAndTime } from '../times/join-day-and-time.ts';
import { createTimeReader } from '../times/times.ts';
import type { RecordedPoint, RecordedTrack, TrackOptions } from './recorded-track.ts';

type Columns = Partial<Record<Role, string>>;

const REQUIRED: readonly Role[] = ['time', 'lng', 'lat'];

/**
 * Reads a CSV of fixes with a header line, between whose columns stand commas, semicolons or tabs. Rows of one track, one
 * person and one device make one track; a file that names none is one track. Empty cells and measures that make no sense
 * are null, the latter counted; so are rows without a moment or a place, which loggers write while they have no fix.
 * @throws ReadingError naming the line where a column is missing or a position or a time cannot be read.
 */
export function readCsv(text: string, fallbackId: string, options: TrackOptions): RecordedTrack[] {
  const all = readRows(text);
  const columns = columnsOf(all.names, options.columns);
  const { table: known, notes: onMissing } = withoutMissing(all, columns);
  const { notes: onNames, ...table } = withNames(known, columns);
  const { points, notes: onPoints } = pointsOf(table, columns, options);
  const who = identitiesOf(table.rows, columns);
  const groups = partition(points.keys(), who.keyOf);
  requireOneAtATime(table.rows, groups, Object.values(columns), points);
  const perTrack = partition(groups.keys(), (key) => who.trackOf(groups.get(key)![0]!));
  const notes = [...onMissing, ...onNames, ...onPoints, ...who.notes];
  return [...groups].map(([key, rows]) => {
    const [track, deviceId] = [who.trackOf(rows[0]!), who.deviceOf(rows[0]!)];
    const id = (perTrack.get(track)!.length === 1 && track) || key || fallbackId;
    return {
      id,
      userId: who.carrierOf(rows[0]!) || id,
      ...(deviceId ? { deviceId } : {}),
      points: rows.map((i) => points[i]!),
      ...(notes.length > 0 ? { notes } : {}),
    };
  });
}

function columnsOf(names: readonly string[], told: TrackOptions['columns']): Columns {
  const columns = findColumns(names, told);
  if (columns.time === undefined) {
    columns.time = columns.date;
    delete columns.date;
  }
  for (const role of REQUIRED)
    if (columns[role] === undefined)
      throw fileProblem('no-track-column', {
        role,
        headers: HEADERS[role].join(', '),
        columns: names.join(', '),
      });
  return columns;
}

const MISSING = [
  ['time', ['time']],
  ['position', ['lng', 'lat']],
] as const satisfies readonly [what: string, roles: readonly Role[]][];

/** The rows that have a moment and a place, and how many have not. @throws ReadingError where none has. */
function withoutMissing(all: Rows, columns: Columns): { table: Rows; notes: FileNote[] } {
  const why = all.rows.map(
    (row) =>
      MISSING.find(([, roles]) => roles.some((role) => isUnknown(row[columns[role]!]!)))?.[0],
  );
  const left = [...why.keys()].filter((i) => why[i] !== undefined);
  const counts = partition(left, (i) => why[i]!);
  const notes = [...counts].map(([what, rows]) =>
    fileNote(`rows-without-${what}`, { count: rows.length, line: all.lines[rows[0]!]! }),
  );
  if (all.rows.length > 0 && why.every(Boolean))
    throw fileProblem(`no-row-with-${why[0]!}`, { line: all.lines[0]! });
  const known = <T>(items: readonly T[]) => items.filter((_, i) => why[i] === undefined);
  return { table: { names: all.names, rows: known(all.rows), lines: known(all.lines) }, notes };
}

function pointsOf(
  { rows, lines }: Pick<Rows, 'rows' | 'lines'>,
  columns: Columns,
  options: TrackOptions,
) {
  const times = createTimeReader({
    timeZone: options.timeZone,
    format: options.timeFormat,
  });
  const measures = createMeasureReader();
  const header = [columns.date, columns.time].filter(Boolean).join(' ');
  const points = rows.map((row, i): RecordedPoint => {
    const cell = (role: Role) => (columns[role] === undefined ? '' : row[columns[role]]!);
    const degrees = (role: 'lng' | 'lat') => at(role, () => readDegrees(cell(role)))!;
    const measure = (role: Measure & Role) =>
      measures.read(role, cell(role), unitOf(columns[role] ?? ''));
    const when = joinDayAndTime(cell('date'), cell('time'));
    return at({ code: 'line', value: lines[i]! }, () => ({
      t: at('time', () => times.read(when, header)),
      lng: degrees('lng'),
      lat: degrees('lat'),
      accuracyM: measure('accuracyM'),
      speedMps: measure('speedMps'),
      headingDeg: measure('headingDeg'),
      mode: cell('mode') || null,
    }));
  });
  return { points, notes: [...times.notes(), ...measures.notes()] };
}
