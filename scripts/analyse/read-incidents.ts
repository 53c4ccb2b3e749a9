import type { Geometry, MultiPolygon } from 'geojson';
import { sayProblems } from '../../server/contract/file-problem.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { Incidents } from '../../server/domain/analysis/input/input.ts';
import {
  type LocalProjection,
  projectionAround,
  toPlane,
} from '../../server/domain/analysis/input/projection.ts';
import { studyArea } from '../../server/domain/analysis/input/study-area.ts';
import { partition } from '../../server/domain/partition.ts';
import { isUnknown, metresOf } from '../../server/domain/reading/numbers.ts';
import { ReadingError } from '../../server/domain/reading/problem.ts';
import { notDegrees } from '../../server/domain/reading/shapes/coordinates.ts';
import { oneArea } from '../../server/domain/reading/shapes/one-area.ts';
import { columnAmong, HEADERS } from '../../server/domain/reading/tables/columns.ts';
import { joinDayAndTime } from '../../server/domain/reading/times/join-day-and-time.ts';
import { type ColumnRole, columnFor, type TextTable } from './columns.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

const COORDINATE = { isCoordinate: true };

/** Positions of a table in a plane: planar x, y where there are such columns, else lng, lat projected. */
export function readPlaces(table: TextTable, overrides: Record<string, string>) {
  const x = columnFor(table, 'x', overrides);
  const y = columnFor(table, 'y', overrides);
  if (x !== null && y !== null) {
    const metres = (column: string) => {
      const unit = metresOf(column);
      return numberColumn(table, column).map((value) => value * unit);
    };
    return { x: metres(x), y: metres(y), projection: null };
  }
  const lng = columnFor(table, 'lng', overrides);
  const lat = columnFor(table, 'lat', overrides);
  if (lng === null || lat === null) {
    throw new AnalysisError(
      'input-invalid',
      `${table.file} has neither lng, lat nor x, y among ${table.names.join(', ') || 'no columns'}`,
    );
  }
  return project(
    numberColumn(table, lng, COORDINATE),
    numberColumn(table, lat, COORDINATE),
    table.file,
  );
}

function project(lng: Float64Array, lat: Float64Array, file: string) {
  const projection: LocalProjection = projectionAround(lng, lat);
  const y = new Float64Array(lat.length);
  const x = lng.map((deg, i) => {
    const wrong = notDegrees({ lng: deg, lat: lat[i]! });
    if (wrong) {
      throw new AnalysisError(
        'input-invalid',
        `${file} row ${i + 1}: ${sayProblems([wrong], inEnglish)}; planar metres stand in columns x and y`,
      );
    }
    const point = toPlane(projection, { lng: deg, lat: lat[i]! });
    y[i] = point.y;
    return point.x;
  });
  return { x, y, projection };
}

/** Which columns must not be empty for a row to be an incident. */
const MISSING: readonly [says: string, roles: readonly ColumnRole[]][] = [
  ['position is missing', ['lng', 'lat']],
  ['position is missing', ['x', 'y']],
  ['time is missing', ['time']],
];

/** A table without its rows of which a place or a moment is not known; they are counted in `notes`. */
function withoutMissing(
  table: TextTable,
  overrides: Record<string, string>,
  notes: string[],
): TextTable {
  const needed = MISSING.flatMap(([says, roles]) => {
    const columns = roles.map((role) => columnFor(table, role, overrides));
    const isInterval = roles[0] === 'time' && columnFor(table, 'start', overrides) !== null;
    return columns.includes(null) || isInterval ? [] : [{ says, columns: columns as string[] }];
  });
  const why = table.rows.map(
    (row) => needed.find(({ columns }) => columns.some((name) => isUnknown(row[name] ?? '')))?.says,
  );
  const left = partition(
    [...why.keys()].filter((i) => why[i] !== undefined),
    (i) => why[i]!,
  );
  for (const [says, rows] of left)
    notes.push(`${rows.length} rows were left out: ${says}, first row ${rows[0]! + 1}`);
  return { ...table, rows: table.rows.filter((_, i) => why[i] === undefined) };
}

/**
 * Incidents of a table; `area` is a study area in the coordinates of the file. Rows without a place or a moment are left out and
 * counted in `notes`.
 */
export function readIncidents(
  all: TextTable,
  overrides: Record<string, string>,
  area: Geometry[] | null,
  values: ValueReader,
  notes: string[],
): Incidents {
  const table = withoutMissing(all, overrides, notes);
  const places = readPlaces(table, overrides);
  const text = (role: 'category' | 'id') => {
    const column = columnFor(table, role, overrides);
    return column === null ? null : table.rows.map((row) => row[column] ?? '');
  };
  const weight = columnFor(table, 'weight', overrides);
  return {
    kind: 'incidents',
    ...places,
    ...readTimes(table, overrides, values),
    weight: weight === null ? null : numberColumn(table, weight, { least: 0 }),
    category: text('category'),
    id: text('id'),
    area: area === null ? null : studyArea(areaOf(area), places.projection),
  };
}

/**
 * An interval from start and end, a moment from time. A row with only one end is a moment then; one with
 * neither takes its time.
 */
function readTimes(
  table: TextTable,
  overrides: Record<string, string>,
  { timeColumn }: ValueReader,
) {
  const start = columnFor(table, 'start', overrides);
  const end = columnFor(table, 'end', overrides);
  const time = columnFor(table, 'time', overrides);
  if (start === null || end === null || overrides.time !== undefined) {
    if (time === null) return { startMs: null, endMs: null };
    const moment = timeColumn(withDays(table, time), time);
    return { startMs: moment, endMs: moment };
  }
  const first = (...names: (string | null)[]) => ({
    ...table,
    names: ['time'],
    rows: table.rows.map((row) => ({
      time: names.map((name) => (name === null ? '' : (row[name] ?? ''))).find(Boolean) ?? '',
    })),
  });
  return {
    startMs: timeColumn(first(start, end, time), 'time'),
    endMs: timeColumn(first(end, start, time), 'time'),
  };
}

/** Times of day with the days of a column beside them. */
function withDays(table: TextTable, time: string): TextTable {
  const day = columnAmong(
    table.names.filter((name) => name !== time),
    HEADERS.date,
  );
  if (day === undefined) return table;
  const joined = (row: Record<string, string>) => joinDayAndTime(row[day] ?? '', row[time] ?? '');
  return { ...table, rows: table.rows.map((row) => ({ ...row, [time]: joined(row) })) };
}

/** The study area of a file. Throws `input-invalid` where it holds none, or one that crosses itself. */
function areaOf(shapes: Geometry[]): MultiPolygon {
  try {
    const area = oneArea(shapes);
    if (area) return area;
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    throw new AnalysisError('input-invalid', `the area file: ${error.message}`);
  }
  throw new AnalysisError('input-invalid', 'the area file holds no polygon');
}
