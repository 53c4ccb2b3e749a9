import wkx from 'wkx';
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

function wktOf(row: PageRow): string | null {
  const shape = shapeOf(row);
  return shape && wkx.Geometry.parseGeoJSON(shape).toWkt();
}
