import { bbox, coordAll } from '@turf/turf';
import type { BBox, Geometry } from 'geojson';
import type { SchemaElement } from 'hyparquet';
import { geojsonToWkb, parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import { AnalysisError } from './error.ts';
import { geometryOf, plain } from './formats.ts';
import type { Cell, ResultTable } from './method.ts';

/**
 * A GeoParquet 1.1 file of a table. Where the rows have a place, `geometry` is WKB in plain bytes (no logical type, so
 * that readers older than it open the file) and `bbox` its covering. The type of a column is that of its values:
 * whole numbers INT32 or INT64, other numbers DOUBLE, ISO days DATE, ISO moments TIMESTAMP, lists as JSON text; of columns whose
 * type is told it is that, and whole numbers are INT64.
 */
export function toGeoParquet(
  table: ResultTable,
  types: Readonly<Record<string, ColumnType>> = {},
): ArrayBuffer {
  const columns = Object.entries(table.columns).map(([name, values]) =>
    parquetColumn(name, Array.from(values as ArrayLike<Cell>, plain), types[name]),
  );
  const shapes = geometryOf(table);
  if (!table.geometry && shapes.every((shape) => shape === null)) return written(columns);
  const boxes = shapes.map(boxOf);
  for (const name of PLACE_COLUMNS)
    if (name in table.columns)
      throw new AnalysisError(
        'parameter-invalid',
        `GeoParquet keeps ${name} for the place: rename the column`,
      );
  return written(
    [...columns, wkbColumn(shapes), bboxColumn(boxes)],
    geoMetadata(shapes, boxes, table.isPlanar === true),
  );
}

/** Columns of the place, which no other may be called. */
const PLACE_COLUMNS = ['geometry', 'bbox'] as const;

/** Bounds in the plane of a shape; null where it has no corner. */
function boxOf(shape: Geometry | null): BBox | null {
  const box = shape && bbox(shape, { recompute: true });
  return box?.every(Number.isFinite) ? box : null;
}

interface Column {
  name: string;
  data: unknown[];
  schema: SchemaElement[];
}

function written(columns: Column[], geo?: object): ArrayBuffer {
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  return parquetWriteBuffer({
    columnData: columns.map(({ name, data }) => ({ name, data })),
    schema: [root, ...columns.flatMap(({ schema }) => schema)],
    ...(geo && { kvMetadata: [{ key: 'geo', value: JSON.stringify(geo) }] }),
  });
}

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;
const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const INT32_MOST = 2 ** 31 - 1;

/** Also that the day is one: 30 February would be told as 2 March. */
const isText = (pattern: RegExp) => (value: Cell) =>
  typeof value === 'string' && pattern.test(value) && isDay(value.slice(0, 10));
const isDay = (day: string) => {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};
const toDate = (value: Cell) => new Date(value as string);
const toText = (value: Cell) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Kinds of columns, the first that holds for every value that is there. */
const KINDS: {
  holds: (value: Cell) => boolean;
  element: Omit<SchemaElement, 'name'>;
  convert?: (value: Cell) => unknown;
}[] = [
  {
    holds: (value) => Number.isInteger(value) && Math.abs(value as number) <= INT32_MOST,
    element: { type: 'INT32' },
  },
  {
    holds: (value) => Number.isSafeInteger(value),
    element: { type: 'INT64' },
    convert: (value) => BigInt(value as number),
  },
  { holds: (value) => typeof value === 'number', element: { type: 'DOUBLE' } },
  { holds: (value) => typeof value === 'boolean', element: { type: 'BOOLEAN' } },
  {
    holds: isText(ISO_DAY),
    element: { type: 'INT32', converted_type: 'DATE' },
    convert: toDate,
  },
  {
    holds: isText(ISO_MOMENT),
    element: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    convert: toDate,
  },
  {
    holds: () => true,
    element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    convert: toText,
  },
];
/** A column without any value is one of numbers. */
const EMPTY = KINDS.find(({ element }) => element.type === 'DOUBLE')!;

type Kind = (typeof KINDS)[number];
const kindNamed = (name: string): Kind =>
  KINDS.find(({ element }) => name === (element.converted_type ?? element.type))!;
const KIND_OF: Record<ColumnType, Kind> = {
  integer: kindNamed('INT64'),
  number: kindNamed('DOUBLE'),
  text: kindNamed('UTF8'),
  boolean: kindNamed('BOOLEAN'),
  moment: kindNamed('TIMESTAMP_MILLIS'),
  moments: kindNamed('UTF8'),
  numbers: kindNamed('UTF8'),
};

function kindOf(values: Cell[]): Kind {
  const given = values.filter((value) => value !== null && value !== undefined);
  return given.length === 0 ? EMPTY : KINDS.find(({ holds }) => given.every(holds))!;
}

function parquetColumn(name: string, values: Cell[], type?: ColumnType): Column {
  const { convert, element } = type ? KIND_OF[type] : kindOf(values);
  const data = values.map((value) =>
    value === null || value === undefined ? null : convert ? convert(value) : value,
  );
  return { name, data, schema: [{ name, repetition_type: 'OPTIONAL', ...element }] };
}

const wkbColumn = (shapes: (Geometry | null)[]): Column => ({
  name: 'geometry',
  data: shapes.map((shape) => shape && geojsonToWkb(shape)),
  schema: [{ name: 'geometry', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }],
});

const SIDES = ['xmin', 'ymin', 'xmax', 'ymax'] as const;

const bboxColumn = (boxes: (BBox | null)[]): Column => ({
  name: 'bbox',
  data: boxes.map((box) => box && Object.fromEntries(SIDES.map((side, k) => [side, box[k]]))),
  schema: [
    { name: 'bbox', repetition_type: 'OPTIONAL', num_children: SIDES.length },
    ...SIDES.map((name): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'REQUIRED' })),
  ],
});

/** Longitude and latitude on WGS-84, in this order, as PROJJSON. */
const CRS84 = {
  type: 'GeographicCRS',
  name: 'WGS 84 (CRS84)',
  datum: {
    type: 'GeodeticReferenceFrame',
    name: 'World Geodetic System 1984',
    ellipsoid: { name: 'WGS 84', semi_major_axis: 6378137, inverse_flattening: 298.257223563 },
  },
  coordinate_system: {
    subtype: 'ellipsoidal',
    axis: [
      { name: 'Geodetic longitude', abbreviation: 'Lon', direction: 'east', unit: 'degree' },
      { name: 'Geodetic latitude', abbreviation: 'Lat', direction: 'north', unit: 'degree' },
    ],
  },
  id: { authority: 'OGC', code: 'CRS84' },
};

/** File metadata (GeoParquet 1.1.0). A plane without a name has `crs` null, which means unknown. */
function geoMetadata(shapes: (Geometry | null)[], boxes: (BBox | null)[], isPlanar: boolean) {
  const known = boxes.filter((box) => box !== null);
  const side = (k: 0 | 1 | 2 | 3, pick: (...values: number[]) => number) =>
    known.reduce((most, box) => pick(most, box[k]!), pick());
  const types = new Set(shapes.flatMap((shape) => (shape ? [typeOf(shape)] : [])));
  return {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: [...types].sort(),
        crs: isPlanar ? null : CRS84,
        ...(known.length > 0 && {
          bbox: [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)],
        }),
        covering: { bbox: Object.fromEntries(SIDES.map((name) => [name, ['bbox', name]])) },
      },
    },
  };
}

/** The name of a shape's type, with its height where it has one. */
const typeOf = (shape: Geometry) =>
  coordAll(shape).some((corner) => corner.length > 2) ? `${shape.type} Z` : shape.type;
