import { bbox } from '@turf/bbox';
import type { BBox, Geometry } from 'geojson';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, geojsonToWkb, ParquetWriter } from 'hyparquet-writer';
import { isDay } from '../metrics/periods.ts';
import type { TableType } from './column-types.ts';
import { AnalysisError } from './error.ts';
import { geometryOf, plain } from './formats.ts';
import type { Cell, ResultTable } from './method.ts';

/**
 * A GeoParquet 1.1 file of a table. Where the rows have a place, `geometry` is WKB in plain bytes (no logical type, so
 * that readers older than it open the file) and `bbox` its covering. The type of a column is the one told, else that of its values:
 * whole numbers INT32 or INT64 (told, always INT64), other numbers DOUBLE, ISO days DATE, ISO moments TIMESTAMP, lists as JSON text.
 */
export function toGeoParquet(table: ResultTable): ArrayBuffer {
  const columns = columnsOf(table, table.types);
  const shapes = geometryOf(table);
  const places = createPlaces();
  const hasPlaces = table.geometry !== undefined || shapes.some((shape) => shape !== null);
  for (const name of PLACE_COLUMNS)
    if (hasPlaces && name in table.columns)
      throw new AnalysisError(
        'parameter-invalid',
        `GeoParquet keeps ${name} for the place: rename the column`,
      );
  const all = hasPlaces ? [...columns, ...places.columnsOf(shapes)] : columns;
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(all) });
  void file.write({ columnData: all });
  if (hasPlaces) file.kvMetadata = places.metadata(table.isPlanar === true);
  void file.finish();
  return writer.getBuffer();
}

/** The same of rows with a place that come so many at a time, each a row group; types of columns are told, and whole numbers are INT64. */
export function startGeoParquet(types: Readonly<Record<string, TableType>>) {
  const places = createPlaces();
  const groupOf = (rows: ResultTable) => [
    ...columnsOf(rows, types),
    ...places.columnsOf(geometryOf(rows)),
  ];
  const writer = new ByteWriter();
  const nothing = Object.fromEntries(Object.keys(types).map((name) => [name, []]));
  const file = new ParquetWriter({
    writer,
    schema: schemaOf(groupOf({ columns: nothing, geometry: [] })),
  });
  /** What was written and not taken yet. */
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  return {
    group(rows: ResultTable): Uint8Array {
      void file.write({ columnData: groupOf(rows) });
      return taken();
    },
    end(): Uint8Array {
      file.kvMetadata = places.metadata(false);
      void file.finish();
      return taken();
    },
  };
}

/** Columns of the place, which no other may be called. */
const PLACE_COLUMNS = ['geometry', 'bbox'] as const;

/** Bounds in the plane of a shape; null where it has no corner. */
function boxOf(shape: Geometry | null): BBox | null {
  const box = shape && bbox(shape, { recompute: true });
  return box?.every(Number.isFinite) ? box : null;
}

/** The name of a shape's type, with its height where it has one. */
const typeOf = (shape: Geometry) => (hasHeight(shape) ? `${shape.type} Z` : shape.type);

const hasHeight = (shape: Geometry): boolean =>
  shape.type === 'GeometryCollection'
    ? shape.geometries.some(hasHeight)
    : isHigh(shape.coordinates);

/** Whether a position, or any of those within, has more than two figures. */
const isHigh = (within: readonly unknown[]): boolean =>
  typeof within[0] === 'number' ? within.length > 2 : (within as readonly unknown[][]).some(isHigh);

interface Column {
  name: string;
  data: unknown[];
  schema: SchemaElement[];
}

const columnsOf = (
  { columns }: ResultTable,
  types: Readonly<Record<string, TableType>> = {},
): Column[] =>
  Object.entries(columns).map(([name, values]) =>
    parquetColumn(name, Array.from(values as ArrayLike<Cell>, plain), types[name]),
  );

const schemaOf = (columns: readonly Column[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.flatMap(({ schema }) => schema),
];

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;
const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const INT32_MOST = 2 ** 31 - 1;

/** Also that the day and the time are: 30 February would be told as 2 March, and 25 o'clock as nothing. */
const isText = (pattern: RegExp) => (value: Cell) =>
  typeof value === 'string' &&
  pattern.test(value) &&
  isDay(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value));
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
const KIND_OF: Record<TableType, Kind> = {
  integer: kindNamed('INT64'),
  number: kindNamed('DOUBLE'),
  text: kindNamed('UTF8'),
  boolean: kindNamed('BOOLEAN'),
  day: kindNamed('DATE'),
  moment: kindNamed('TIMESTAMP_MILLIS'),
  moments: kindNamed('UTF8'),
  numbers: kindNamed('UTF8'),
};

function kindOf(values: Cell[]): Kind {
  const given = values.filter((value) => value !== null && value !== undefined);
  return given.length === 0 ? EMPTY : KINDS.find(({ holds }) => given.every(holds))!;
}

function parquetColumn(name: string, values: Cell[], type?: TableType): Column {
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

/** Places of rows as columns, and the file's metadata on all of them (GeoParquet 1.1.0). */
function createPlaces() {
  const types = new Set<string>();
  const bounds = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  return {
    columnsOf(shapes: (Geometry | null)[]): Column[] {
      const boxes = shapes.map(boxOf);
      for (const shape of shapes) if (shape) types.add(typeOf(shape));
      for (const box of boxes)
        for (const [k, side] of box?.entries() ?? [])
          bounds[k] = k < 2 ? Math.min(bounds[k]!, side) : Math.max(bounds[k]!, side);
      return [wkbColumn(shapes), bboxColumn(boxes)];
    },
    /** A plane without a name has `crs` null, which means unknown; where nothing has a place there are no bounds. */
    metadata(isPlanar: boolean) {
      const geometry = {
        encoding: 'WKB',
        geometry_types: [...types].sort(),
        crs: isPlanar ? null : CRS84,
        ...(bounds.every(Number.isFinite) ? { bbox: bounds } : {}),
        covering: { bbox: Object.fromEntries(SIDES.map((name) => [name, ['bbox', name]])) },
      };
      const geo = { version: '1.1.0', primary_column: 'geometry', columns: { geometry } };
      return [{ key: 'geo', value: JSON.stringify(geo) }];
    },
  };
}
