import type { Geometry, Position } from 'geojson';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import { escaped } from '../../escaped.ts';
import { type PageRow, type Pieces, type Sheet, shapeOf } from './sheet.ts';

const FIELDS: Record<ColumnType, string> = {
  integer: 'int',
  number: 'double',
  text: 'string',
  boolean: 'bool',
  moment: 'string',
  moments: 'string',
  numbers: 'string',
};

/** KML 2.2: a placemark a feature, its columns as typed extended data. */
export async function* toKml({ columns, id, rows, title }: Sheet): Pieces {
  const fields = Object.entries(columns).map(
    ([name, type]) => `<SimpleField name="${name}" type="${FIELDS[type]}"/>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escaped(title)}</name>
<Schema id="${id}" name="${id}">${fields.join('')}</Schema>
`;
  for await (const batch of rows) yield batch.map((row) => placemarkOf(row, id)).join('');
  yield '</Document></kml>\n';
}

function placemarkOf(row: PageRow, schema: string): string {
  const shape = shapeOf(row);
  const { fid, properties } = row;
  const data = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<SimpleData name="${name}">${escaped(value)}</SimpleData>`);
  const [begin, end] = [properties.start_time ?? properties.occurred_from, properties.end_time];
  const span = begin
    ? `<TimeSpan><begin>${begin}</begin>${end ? `<end>${end}</end>` : ''}</TimeSpan>`
    : '';
  return `<Placemark id="${escaped(fid)}"><name>${escaped(properties.name ?? fid)}</name>${span}<ExtendedData><SchemaData schemaUrl="#${schema}">${data.join('')}</SchemaData></ExtendedData>${shape ? geometryOf(shape) : ''}</Placemark>\n`;
}

const tuples = (positions: Position[]): string =>
  positions.map(([lng, lat]) => `${lng},${lat}`).join(' ');
const ring = (side: 'outer' | 'inner', positions: Position[]): string =>
  `<${side}BoundaryIs><LinearRing><coordinates>${tuples(positions)}</coordinates></LinearRing></${side}BoundaryIs>`;

function geometryOf(shape: Geometry): string {
  switch (shape.type) {
    case 'Point':
      return `<Point><coordinates>${tuples([shape.coordinates])}</coordinates></Point>`;
    case 'LineString':
      return `<LineString><coordinates>${tuples(shape.coordinates)}</coordinates></LineString>`;
    case 'Polygon':
      return `<Polygon>${shape.coordinates.map((one, k) => ring(k === 0 ? 'outer' : 'inner', one)).join('')}</Polygon>`;
    case 'MultiPoint':
      return many(shape.coordinates.map((coordinates) => ({ type: 'Point', coordinates })));
    case 'MultiLineString':
      return many(shape.coordinates.map((coordinates) => ({ type: 'LineString', coordinates })));
    case 'MultiPolygon':
      return many(shape.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates })));
    default:
      return many(shape.geometries);
  }
}

const many = (shapes: Geometry[]): string =>
  `<MultiGeometry>${shapes.map(geometryOf).join('')}</MultiGeometry>`;
