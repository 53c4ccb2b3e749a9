import { Builder, ByteBuffer } from 'flatbuffers';
import { Feature, generic } from 'flatgeobuf';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { buildHeader } from 'flatgeobuf/lib/mjs/generic/featurecollection.js';
import { parseGC, parseGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { Geometry } from 'geojson';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import { type Pieces, type Sheet, shapeOf } from './sheet.ts';

const { ColumnType: Written, GeometryType } = generic;

const TYPES: Record<ColumnType, number> = {
  integer: Written.Long,
  number: Written.Double,
  text: Written.String,
  boolean: Written.Bool,
  moment: Written.DateTime,
  moments: Written.Json,
  numbers: Written.Json,
};

/** Any kind of geometry. */
const UNKNOWN = GeometryType.Unknown;
const EPSG_WGS84 = 4326;
const COLUMN = { title: null, description: null, width: -1, precision: -1, scale: -1 };
const FLAGS = { nullable: true, unique: false, primary_key: false };

/** FlatGeobuf without an index, a feature at a time; columns have the types of the dictionary, whatever the first row holds. */
export async function* toFlatGeobuf({ columns, geometry, returned, rows }: Sheet): Pieces {
  const header = {
    geometryType: geometry === 'Geometry' ? UNKNOWN : GeometryType[geometry],
    columns: Object.entries(columns).map(([name, type]) => ({
      ...{ name, type: TYPES[type], ...COLUMN, ...FLAGS },
    })),
    envelope: null,
    featuresCount: returned,
    indexNodeSize: 0,
    crs: null,
    title: null,
    description: null,
    metadata: null,
  };
  yield magicbytes;
  yield buildHeader(header, EPSG_WGS84);
  for await (const batch of rows)
    for (const row of batch) yield featureOf(shapeOf(row), row.properties as never, header);
}

/** One feature with its length in front. The library writes none without a place: of such a one the properties are taken. */
function featureOf(
  shape: Geometry | null,
  properties: Parameters<typeof buildFeature>[1],
  header: Parameters<typeof buildFeature>[2],
): Uint8Array {
  if (shape)
    return buildFeature(
      shape.type === 'GeometryCollection' ? parseGC(shape) : parseGeometry(shape as never),
      properties,
      header,
    );
  const nowhere = parseGeometry({ type: 'Point', coordinates: [0, 0] });
  const placed = new ByteBuffer(buildFeature(nowhere, properties, header));
  const bytes = Feature.getSizePrefixedRootAsFeature(placed).propertiesArray();
  const builder = new Builder();
  const offset = bytes ? Feature.createPropertiesVector(builder, bytes) : 0;
  Feature.startFeature(builder);
  if (offset) Feature.addProperties(builder, offset);
  builder.finishSizePrefixed(Feature.endFeature(builder));
  return builder.asUint8Array();
}
