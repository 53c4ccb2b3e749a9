import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { Incidents } from '../../server/domain/analysis/input/input.ts';
import {
  type LocalProjection,
  projectionAround,
  toPlane,
} from '../../server/domain/analysis/input/projection.ts';
import { studyArea } from '../../server/domain/analysis/input/study-area.ts';
import { columnFor, type TextTable } from './columns.ts';
import { numberColumn, timeColumn } from './read-values.ts';

/** Positions of a table in a plane: planar x, y where there are such columns, else lng, lat projected. */
export function readPlaces(table: TextTable, overrides: Record<string, string>) {
  const x = columnFor(table, 'x', overrides);
  const y = columnFor(table, 'y', overrides);
  if (x !== null && y !== null) {
    return { x: numberColumn(table, x), y: numberColumn(table, y), projection: null };
  }
  const lng = columnFor(table, 'lng', overrides);
  const lat = columnFor(table, 'lat', overrides);
  if (lng === null || lat === null) {
    throw new AnalysisError(
      'input-invalid',
      `${table.file} has neither lng, lat nor x, y among ${table.names.join(', ') || 'no columns'}`,
    );
  }
  return project(numberColumn(table, lng), numberColumn(table, lat), table.file);
}

function project(lng: Float64Array, lat: Float64Array, file: string) {
  const projection: LocalProjection = projectionAround(lng, lat);
  const y = new Float64Array(lat.length);
  const x = lng.map((deg, i) => {
    if (!(Math.abs(deg) <= 180 && Math.abs(lat[i]!) <= 90)) {
      throw new AnalysisError(
        'input-invalid',
        `${file} row ${i + 1}: ${deg}, ${lat[i]} is not lng, lat in degrees`,
      );
    }
    const point = toPlane(projection, { lng: deg, lat: lat[i]! });
    y[i] = point.y;
    return point.x;
  });
  return { x, y, projection };
}

/** Incidents of a table; `area` is a study area in the coordinates of the file. */
export function readIncidents(
  table: TextTable,
  overrides: Record<string, string>,
  area: Geometry[] | null,
): Incidents {
  const places = readPlaces(table, overrides);
  const text = (role: 'category' | 'id') => {
    const column = columnFor(table, role, overrides);
    return column === null ? null : table.rows.map((row) => row[column] ?? '');
  };
  const weight = columnFor(table, 'weight', overrides);
  return {
    kind: 'incidents',
    ...places,
    ...readTimes(table, overrides),
    weight: weight === null ? null : numberColumn(table, weight),
    category: text('category'),
    id: text('id'),
    area: area === null ? null : studyArea(mergePolygons(area), places.projection),
  };
}

/**
 * An interval from start and end, a moment from time. A row with only one end is a moment then; one with
 * neither takes its time.
 */
function readTimes(table: TextTable, overrides: Record<string, string>) {
  const start = columnFor(table, 'start', overrides);
  const end = columnFor(table, 'end', overrides);
  const time = columnFor(table, 'time', overrides);
  if (start === null || end === null || overrides.time !== undefined) {
    if (time === null) return { startMs: null, endMs: null };
    const moment = timeColumn(table, time);
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

function mergePolygons(area: Geometry[]): MultiPolygon {
  const polygons = area.filter(
    (shape): shape is Polygon | MultiPolygon =>
      shape.type === 'Polygon' || shape.type === 'MultiPolygon',
  );
  if (polygons.length === 0) {
    throw new AnalysisError('input-invalid', 'the area file holds no polygon');
  }
  return {
    type: 'MultiPolygon',
    coordinates: polygons.flatMap((shape) =>
      shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates,
    ),
  };
}
