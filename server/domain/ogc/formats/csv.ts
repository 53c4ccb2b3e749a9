import wkx from 'wkx';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import { toCsv as tableToCsv } from '../../analysis/formats.ts';
import { type PageRow, type Pieces, type Sheet, shapeOf } from './sheet.ts';

const BOM = '﻿';

/** CSV (RFC 4180) with the place as WKT in a column `geometry`; what a spreadsheet would take for a formula is told as text. */
export async function* toCsv({ bom, columns, rows }: Sheet): Pieces {
  const names = Object.keys(columns);
  const lines = (batch: readonly PageRow[]) =>
    [
      ...tableToCsv({
        columns: {
          id: batch.map(({ fid }) => fid),
          ...Object.fromEntries(
            names.map((name) => [name, batch.map(({ properties }) => properties[name] as string)]),
          ),
          geometry: batch.map(wktOf),
        },
      }),
    ].join('');
  yield (bom ? BOM : '') + lines([]);
  for await (const batch of rows) {
    const text = lines(batch);
    yield text.slice(text.indexOf('\n') + 1);
  }
}

const GDAL_TYPES: Record<ColumnType, string> = {
  integer: 'Integer64',
  number: 'Real',
  text: 'String',
  boolean: 'String',
  moment: 'DateTime',
  moments: 'String',
  numbers: 'String',
};

/** The types of that file's columns as GDAL and QGIS want them beside it, by the same name with `.csvt`: else they guess, and codes lose leading zeros. */
export async function* toCsvt({ columns }: Sheet): Pieces {
  const types = Object.values(columns).map((type) => GDAL_TYPES[type]);
  yield `${['String', ...types, 'WKT'].map((type) => `"${type}"`).join(',')}\n`;
}

function wktOf(row: PageRow): string | null {
  const shape = shapeOf(row);
  return shape && wkx.Geometry.parseGeoJSON(shape).toWkt();
}
