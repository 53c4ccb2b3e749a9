import { Builder, ByteBuffer } from 'flatbuffers';
import { Feature, generic } from 'flatgeobuf';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { parseGC, parseGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { Geometry } from 'geojson';
import { columnsOf, headerOf } from './flatgeobuf-header.ts';
import { type Pieces, type Sheet, shapeOf } from './sheet.ts';

/** FlatGeobuf without an index, a feature at a time; columns have the types of the dictionary, whatever the first row holds. */
export async function* toFlatGeobuf(sheet: Sheet): Pieces {
  const columns = columnsOf(sheet).map((column) => ({ ...COLUMN, ...column }));
  const header = { ...HEADER, columns, featuresCount: sheet.returned };
  yield magicbytes;
  yield headerOf(sheet);
  for await (const batch of sheet.rows)
    for (const row of batch)
      yield featureOf(shapeOf(row), { id: row.fid, ...row.properties } as never, header);
}

/** What the library wants told of a header and of each column, to write features by their columns. */
const HEADER = {
  ...{ geometryType: generic.GeometryType.Unknown, envelope: null, indexNodeSize: 0, crs: null },
  ...{ title: null, description: null, metadata: null },
};
const COLUMN = {
  ...{ title: null, description: null, width: -1, precision: -1, scale: -1 },
  ...{ nullable: true, unique: false, primary_key: false },
};

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
