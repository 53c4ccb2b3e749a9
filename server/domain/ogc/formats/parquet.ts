import { startGeoParquet } from '../../analysis/geoparquet.ts';
import { type Pieces, type Sheet, shapeOf } from './sheet.ts';

/** GeoParquet 1.1 of a page, a row group for the rows that come together. */
export async function* toParquet({ columns, rows }: Sheet): Pieces {
  const file = startGeoParquet({ id: 'text', ...columns });
  for await (const batch of rows) {
    const values = Object.keys(columns).map((name) => [
      name,
      batch.map(({ properties }) => properties[name] as string),
    ]);
    yield file.group({
      columns: { id: batch.map(({ fid }) => fid), ...Object.fromEntries(values) },
      geometry: batch.map(shapeOf),
    });
  }
  yield file.end();
}
