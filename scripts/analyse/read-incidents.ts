import { featureCollection, polygon, union } from '@turf/turf';
import type { Geometry, MultiPolygon } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { Incidents } from '../../server/domain/analysis/input/input.ts';
import {
  type LocalProjection,
  projectionAround,
  toPlane,
} from '../../server/domain/analysis/input/projection.ts';
import { studyArea } from '../../server/domain/analysis/input/study-area.ts';
import { notDegrees } from '../../server/domain/reading/coordinates.ts';
import { columnFor, type TextTable } from './columns.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

const COORDINATE = { isCoordinate: true };

/** Positions of a table in a plane: planar x, y where there are such columns, else lng, lat projected. */
export function readPlaces(table: TextTable, overrides: Record<string, string>) {
  const x = columnFor(table, 'x', overrides);
  const y = columnFor(table, 'y', overrides);
  if (x !== null && y !== null) {
    return {
      x: numberColumn(table, x, COORDINATE),
      y: numberColumn(table, y, COORDINATE),
      projection: null,
    };
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
        `${file} row ${i + 1}: ${wrong}; planar metres stand in columns x and y`,
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
  values: ValueReader,
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
    ...readTimes(table, overrides, values),
    weight: weight === null ? null : numberColumn(table, weight, { least: 0 }),
    category: text('category'),
    id: text('id'),
    area: area === null ? null : studyArea(mergePolygons(area), places.projection),
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

/** The union of the polygons of a file: where several overlap they are one area. */
function mergePolygons(area: Geometry[]): MultiPolygon {
  const polygons = area.flatMap((shape) =>
    shape?.type === 'Polygon'
      ? [shape.coordinates]
      : shape?.type === 'MultiPolygon'
        ? shape.coordinates
        : [],
  );
  if (polygons.length === 0) {
    throw new AnalysisError('input-invalid', 'the area file holds no polygon');
  }
  const multi: MultiPolygon = { type: 'MultiPolygon', coordinates: polygons };
  if (polygons.length === 1) return multi;
  const one = union(featureCollection(polygons.map((rings) => polygon(rings))))?.geometry;
  return one?.type === 'Polygon'
    ? { type: 'MultiPolygon', coordinates: [one.coordinates] }
    : (one ?? multi);
}
