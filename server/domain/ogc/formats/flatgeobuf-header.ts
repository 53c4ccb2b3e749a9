import { Builder } from 'flatbuffers';
import { Column, generic } from 'flatgeobuf';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import type { Sheet } from './sheet.ts';

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
const EPSG_WGS84 = 4326;

/** Columns of a file: the id of a feature is one, for the format has no other place for it. */
export const columnsOf = ({ columns }: Pick<Sheet, 'columns'>) =>
  Object.entries({ id: 'text' as const, ...columns }).map(([name, type]) => ({
    name,
    type: TYPES[type],
  }));

/** The header of a FlatGeobuf file without an index, with its length in front. The library names every layer `L1`; ours are called by their collection. */
export function headerOf(
  sheet: Pick<Sheet, 'columns' | 'geometry' | 'id' | 'returned' | 'says' | 'title'>,
): Uint8Array {
  const builder = new Builder();
  const columns = columnsOf(sheet).map(({ name, type }) => {
    const [called, says] = [name, sheet.says[name] ?? ''].map((text) => builder.createString(text));
    Column.startColumn(builder);
    Column.addName(builder, called!);
    Column.addType(builder, type);
    Column.addTitle(builder, says!);
    return Column.endColumn(builder);
  });
  const columnsAt = Header.createColumnsVector(builder, columns);
  const [name, title] = [sheet.id, sheet.title].map((text) => builder.createString(text));
  Crs.startCrs(builder);
  Crs.addCode(builder, EPSG_WGS84);
  const crs = Crs.endCrs(builder);
  const { geometry } = sheet;
  Header.startHeader(builder);
  Header.addName(builder, name!);
  Header.addTitle(builder, title!);
  Header.addCrs(builder, crs);
  Header.addFeaturesCount(builder, BigInt(sheet.returned));
  Header.addGeometryType(
    builder,
    geometry === 'Geometry' ? GeometryType.Unknown : GeometryType[geometry],
  );
  Header.addIndexNodeSize(builder, 0);
  Header.addColumns(builder, columnsAt);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}
